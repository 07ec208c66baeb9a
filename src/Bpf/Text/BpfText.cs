namespace Bpf;

/// <summary>
/// Text in buffers, as C has it: it ends with the first zero byte, or where the buffer ends. What <see cref="BpfHelpers.ReadUserText(ulong, Span{byte})"/>
/// and <see cref="BpfHelpers.GetCurrentCommand"/> fill is such a buffer; what lies behind the zero byte does not count. Of an inline array take the span
/// first: <c>record.Name[..].TextEquals("sshd"u8)</c>. These methods work in user space as well.
/// </summary>
public static class BpfText
{
    /// <summary>
    /// Whether two buffers hold the same text. Unlike <c>SequenceEqual</c> it does not ask for the same length: a buffer of 16 bytes with the text
    /// <c>sshd</c> equals <c>"sshd"u8</c>.
    /// </summary>
    /// <param name="buffer">A buffer of any length.</param>
    /// <param name="text">Text, usually a literal; the verifier must see how long it can be.</param>
    /// <returns>True when both hold the same bytes before the first zero byte or the end.</returns>
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

    /// <summary>Whether the text in a buffer begins with another. What lies behind the zero byte does not count, as it would for <c>StartsWith</c>.</summary>
    /// <param name="buffer">A buffer of any length.</param>
    /// <param name="text">Text, usually a literal; the verifier must see how long it can be.</param>
    /// <returns>True when the buffer holds the bytes of the text before its first zero byte.</returns>
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

    /// <summary>Length of the text in a buffer.</summary>
    /// <param name="buffer">A buffer; the verifier must see how long it can be.</param>
    /// <returns>Number of bytes before the first zero byte, or of the buffer when it has none.</returns>
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
