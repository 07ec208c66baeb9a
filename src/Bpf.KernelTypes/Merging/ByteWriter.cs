using System.Text;
using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>The counterpart of <see cref="TableReader"/>.</summary>
internal sealed class ByteWriter
{
    private readonly List<byte> _bytes = [];

    public void Number(long number)
    {
        ulong rest = (ulong)number;
        for (; rest >= 0x80; rest >>= 7)
        {
            _bytes.Add((byte)(rest | 0x80));
        }

        _bytes.Add((byte)rest);
    }

    public void Signed(long number) => Number((number << 1) ^ (number >> 63));

    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Number(bytes.Length);
        Bytes(bytes);
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Writes the number of parts, all their lengths, then all their bytes.</summary>
    public void Parts(IReadOnlyList<byte[]> parts)
    {
        Number(parts.Count);
        foreach (byte[] part in parts)
        {
            Number(part.Length);
        }

        foreach (byte[] part in parts)
        {
            Bytes(part);
        }
    }

    public byte[] ToArray() => [.. _bytes];
}
