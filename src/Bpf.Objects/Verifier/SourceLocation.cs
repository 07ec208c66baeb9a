namespace Bpf.Runtime;

/// <summary>A location in the source a program was compiled from.</summary>
/// <param name="File">File name as the compiler recorded it; empty when only the text is known.</param>
/// <param name="Line">Line, starting at 1; 0 when unknown.</param>
/// <param name="Column">Column, starting at 1; 0 when unknown.</param>
/// <param name="Text">The text of the line without the blanks around it, empty when it was not recorded.</param>
public sealed record SourceLocation(string File, int Line, int Column, string Text)
{
    /// <summary>Number of blanks that the line begins with, which <see cref="Text"/> lacks; null when it is unknown.</summary>
    internal int? Indentation { get; init; }

    /// <summary>The part of <see cref="Text"/> that the location refers to; null when the column is unknown.</summary>
    internal (int Start, int Length)? MarkedColumns
    {
        get
        {
            int start = Column - 1 - Indentation ?? -1;
            if (Column == 0 || start < 0 || start >= Text.Length)
            {
                return null;
            }

            int end = start;
            while (end < Text.Length && (char.IsLetterOrDigit(Text[end]) || Text[end] == '_'))
            {
                end++;
            }

            return (start, Math.Max(end - start, 1));
        }
    }

    /// <summary>Compares all that is public.</summary>
    public bool Equals(SourceLocation? other)
        => other is not null && (File, Line, Column, Text) == (other.File, other.Line, other.Column, other.Text);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(File, Line, Column, Text);

    /// <summary>
    /// Formats the location as "file(line,column)", the form that editors and build tools link to, or returns the text when nothing else is known.
    /// </summary>
    public override string ToString() => Line == 0 ? Text : Column == 0 ? $"{File}({Line})" : $"{File}({Line},{Column})";
}
