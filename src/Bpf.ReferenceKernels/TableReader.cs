using System.Text;

namespace Bpf.ReferenceKernels;

/// <summary>Reads little-endian base-128 numbers (LEB128) and length-prefixed strings.</summary>
internal struct TableReader(byte[] bytes, int position)
{
    private readonly byte[] _bytes = bytes;
    private int _position = position;

    /// <summary>Starts to read a table behind its first bytes.</summary>
    /// <exception cref="InvalidDataException">It begins with other bytes.</exception>
    public static TableReader Open(byte[] bytes, uint magic, string contents)
        => bytes.Length >= sizeof(uint) && BitConverter.ToUInt32(bytes, 0) == magic
            ? new TableReader(bytes, sizeof(uint))
            : throw new InvalidDataException($"This is not a table of kernel {contents}.");

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

    /// <summary>Reads a number with its sign in the lowest bit.</summary>
    public long Signed()
    {
        ulong value = (ulong)Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text()
    {
        int length = Count();
        return Encoding.UTF8.GetString(_bytes, Skip(length), length);
    }

    /// <summary>Skips bytes and returns the offset at which they begin.</summary>
    public int Skip(int length)
    {
        int start = _position;
        _position += length;
        return start;
    }
}
