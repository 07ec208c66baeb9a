namespace Bpf;

/// <summary>
/// Operations on text in buffers, with C semantics: it ends at the first zero byte or at the end of the buffer.
/// <see cref="BpfHelpers.ReadUserText(ulong, Span{byte})"/> and <see cref="BpfHelpers.GetCurrentCommand"/> fill such buffers; bytes after the zero do
/// not count. For an inline array, take a span first: <c>record.Name[..].TextEquals("sshd"u8)</c>. These methods also work in user space.
/// </summary>
public static class BpfText
{
    /// <summary>
    /// Returns whether two buffers contain the same text. Unlike <c>SequenceEqual</c>, it does not require equal lengths: a 16-byte buffer with the
    /// text <c>sshd</c> equals <c>"sshd"u8</c>.
    /// </summary>
    /// <param name="buffer">A buffer of any length.</param>
    /// <param name="text">Text, usually a literal; the verifier must be able to bound its length.</param>
    /// <returns>True when both contain the same bytes before the first zero byte or the end.</returns>
    public static bool TextEquals(this ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            byte expected = text[i];
            if (i >= buffer.Length)
            {
                return expected == 0;
            }

            if (buffer[i] != expected)
            {
                return false;
            }

            if (expected == 0)
            {
                return true;
            }
        }

        return text.Length >= buffer.Length || buffer[text.Length] == 0;
    }

    /// <summary>Returns whether the text in a buffer begins with another. Bytes after the zero do not count, as they would for <c>StartsWith</c>.</summary>
    /// <param name="buffer">A buffer of any length.</param>
    /// <param name="text">Text, usually a literal; the verifier must be able to bound its length.</param>
    /// <returns>True when the buffer contains the bytes of the text before its first zero byte.</returns>
    public static bool TextStartsWith(this ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            byte expected = text[i];
            if (expected == 0)
            {
                return true;
            }

            if (i >= buffer.Length || buffer[i] != expected)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the length of the text in a buffer.</summary>
    /// <param name="buffer">A buffer; the verifier must be able to bound its length.</param>
    /// <returns>Number of bytes before the first zero byte, or the length of the buffer when it has none.</returns>
    public static int TextLength(this ReadOnlySpan<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            if (buffer[i] == 0)
            {
                return i;
            }
        }

        return buffer.Length;
    }
}
