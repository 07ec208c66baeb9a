namespace Bpf.Runtime;

/// <summary>A location in the source a program was compiled from.</summary>
/// <param name="File">File name as the compiler recorded it; empty when only the text is known.</param>
/// <param name="Line">Line, starting at 1; 0 when unknown.</param>
/// <param name="Column">Column, starting at 1; 0 when unknown.</param>
/// <param name="Text">The text of the line, empty when it was not recorded.</param>
public sealed record SourceLocation(string File, int Line, int Column, string Text)
{
    /// <summary>
    /// Formats the location as "file(line,column)", the form that editors and build tools link to, or returns the text when nothing else is known.
    /// </summary>
    public override string ToString() => Line == 0 ? Text : Column == 0 ? $"{File}({Line})" : $"{File}({Line},{Column})";
}
