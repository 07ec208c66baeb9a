using System.Text;

namespace Bpf.ReferenceKernels;

/// <summary>Reads numbers of 7 bits a byte, lowest first, the highest bit set in all but the last; and texts with their length before them.</summary>
internal ref struct TableReader(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position = position;

    public long Number()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = _bytes[_position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)value;
            }
        }
    }

    public int Count() => checked((int)Number());

    /// <summary>A number whose sign is in its lowest bit.</summary>
    public long Signed()
    {
        ulong value = (ulong)Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text()
    {
        int length = Count();
        return Encoding.UTF8.GetString(_bytes.Slice(Skip(length), length));
    }

    /// <summary>Passes over bytes and tells where they begin.</summary>
    public int Skip(int length)
    {
        int start = _position;
        _position += length;
        return start;
    }
}
