using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text.Json;

namespace Bpf.Verify.Guest.Protocol;

/// <summary>
/// A message as a line on a console that the kernel writes to as well: <c>@bpf-verify NUMBER CHECKSUM BASE64</c>. Numbers count up from 0, so the reader
/// notices a line that the kernel wrote into.
/// </summary>
internal static class Frame
{
    private const string Marker = "@bpf-verify";

    /// <summary>Writes a message.</summary>
    /// <param name="number">How many were written before.</param>
    /// <param name="message">The message.</param>
    public static string Write(int number, GuestMessage message)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(deflate, message, GuestJson.Default.GuestMessage);
        }

        byte[] bytes = packed.ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{Marker} {number} {Checksum(bytes):x8} {Convert.ToBase64String(bytes)}");
    }

    /// <summary>Reads a line of the console.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">The number of the message.</param>
    /// <returns>The message; <see langword="null"/> if the line is something else, or damaged.</returns>
    public static GuestMessage? Read(string line, out int number)
    {
        number = -1;
        int start = line.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0 || line[start..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [_, var count, var checksum, var text, ..]
            || !int.TryParse(count, CultureInfo.InvariantCulture, out int found)
            || !uint.TryParse(checksum, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint expected))
        {
            return null;
        }

        byte[] bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int length) || Checksum(bytes.AsSpan(0, length)) != expected)
        {
            return null;
        }

        number = found;
        using DeflateStream inflate = new(new MemoryStream(bytes, 0, length), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(inflate, GuestJson.Default.GuestMessage);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return sum;
    }
}
