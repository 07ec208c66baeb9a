using System.Text;

namespace Bpf;

/// <summary>Decodes text from buffers of a fixed size, as records and map values have them.</summary>
public static class FixedText
{
    /// <summary>Returns the text up to the first zero byte, or all of it. Bytes that are not UTF-8 become U+FFFD.</summary>
    /// <param name="buffer">The buffer.</param>
    public static string Decode(ReadOnlySpan<byte> buffer) => Encoding.UTF8.GetString(TextOf(buffer));

    /// <summary>Returns the bytes before the first zero byte, or all of them.</summary>
    internal static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> buffer)
    {
        int end = buffer.IndexOf((byte)0);
        return end < 0 ? buffer : buffer[..end];
    }

    internal static int HashOf(ReadOnlySpan<byte> buffer)
    {
        HashCode hash = default;
        hash.AddBytes(TextOf(buffer));
        return hash.ToHashCode();
    }
}
