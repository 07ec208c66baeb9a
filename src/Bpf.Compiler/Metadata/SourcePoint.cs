namespace Bpf.Compiler.Metadata;

/// <summary>The place in the source where the code from an IL offset on comes from.</summary>
/// <param name="Offset">The IL offset.</param>
/// <param name="Location">Start of the text.</param>
/// <param name="EndLine">Line of the end of the text.</param>
/// <param name="EndColumn">Column behind the text.</param>
internal readonly record struct SourcePoint(int Offset, SourceLocation Location, int EndLine, int EndColumn)
{
    /// <summary>True when the text of another point is a part of this one's.</summary>
    public bool Contains(in SourcePoint other) => other.Location.File == Location.File
        && (Location.Line, Location.Column).CompareTo((other.Location.Line, other.Location.Column)) <= 0
        && (EndLine, EndColumn).CompareTo((other.EndLine, other.EndColumn)) > 0;
}
