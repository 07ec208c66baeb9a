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

    public byte[] ToArray() => [.. _bytes];
}
