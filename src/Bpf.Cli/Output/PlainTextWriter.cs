using System.Buffers;
using System.Text;

namespace Bpf.Cli;

/// <summary>Escapes control characters: names come from untrusted files, and a terminal would obey them.</summary>
internal sealed class PlainTextWriter(TextWriter inner) : TextWriter
{
    private static readonly SearchValues<char> s_controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(code => char.IsControl(code) && code is not ('\n' or '\t')), '\u2028', '\u2029',
        '\u202E']);

    [ThreadStatic]
    private static bool t_isEscaped;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Writes text of which the names are escaped already, so that its control characters are colors.</summary>
    /// <param name="writer">A writer of this type, or one that passes text on to it on the same thread.</param>
    /// <param name="text">The text.</param>
    public static void WriteEscaped(TextWriter writer, string text)
    {
        t_isEscaped = true;
        try
        {
            writer.Write(text);
        }
        finally
        {
            t_isEscaped = false;
        }
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (!t_isEscaped && buffer.IndexOfAny(s_controls) is var control and >= 0)
        {
            inner.Write(buffer[..control]);
            inner.Write($"\\u{(int)buffer[control]:x4}");
            buffer = buffer[(control + 1)..];
        }

        inner.Write(buffer);
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Write(value);
        inner.WriteLine();
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
