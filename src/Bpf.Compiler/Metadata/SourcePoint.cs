namespace Bpf.Compiler.Metadata;

/// <summary>A sequence point: the source range of the code that starts at an IL offset.</summary>
/// <param name="Offset">The IL offset.</param>
/// <param name="Location">Start of the range.</param>
/// <param name="EndLine">Last line of the range.</param>
/// <param name="EndColumn">Column after the end of the range.</param>
internal readonly record struct SourcePoint(int Offset, SourceLocation Location, int EndLine, int EndColumn)
{
    /// <summary>Returns true when the range of another point lies within this one.</summary>
    public bool Contains(in SourcePoint other) => other.Location.File == Location.File
        && (Location.Line, Location.Column).CompareTo((other.Location.Line, other.Location.Column)) <= 0
        && (EndLine, EndColumn).CompareTo((other.EndLine, other.EndColumn)) > 0;
}
