using System.Buffers;
using System.Text;

namespace Bpf.Cli;

/// <summary>Escapes control characters: names come from untrusted files, and a terminal would obey them.</summary>
internal sealed class PlainTextWriter(TextWriter inner) : TextWriter
{
    private static readonly SearchValues<char> s_controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(code => char.IsControl(code) && code is not ('\n' or '\t')), '\u2028', '\u2029',
        '\u202E']);

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.IndexOfAny(s_controls) is var control and >= 0)
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
