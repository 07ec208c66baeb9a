namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>Reads the variable-length numbers and the sparse arrays of ReadyToRun images. Offsets outside the bytes end a read, they do not throw.</summary>
internal readonly ref struct NativeReader(ReadOnlySpan<byte> bytes)
{
    private const int BlockSize = 16;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Reads an unsigned number of one to five bytes, whose lowest bits say how many.</summary>
    public bool TryUnsigned(ref uint offset, out uint value)
    {
        value = 0;
        if (offset >= (uint)_bytes.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _bytes[(int)offset..];
        int length = Math.Min(System.Numerics.BitOperations.TrailingZeroCount(~(uint)rest[0]), 4) + 1;
        if (length > rest.Length)
        {
            return false;
        }

        for (int i = length == 5 ? 1 : 0; i < length; i++)
        {
            value |= (uint)rest[i] << (8 * (length == 5 ? i - 1 : i));
        }

        value = length == 5 ? value : value >> length;
        offset += (uint)length;
        return true;
    }

    /// <summary>Reads the head of a sparse array: its length, the width of its index, and where the index begins.</summary>
    public bool TryArray(uint offset, out uint count, out int indexWidth, out uint index)
    {
        bool isRead = TryUnsigned(ref offset, out uint head);
        (count, indexWidth, index) = (head >> 2, (int)(head & 3), offset);
        return isRead;
    }

    /// <summary>Finds the data of an element: the index leads to a block of 16 elements, which is a tree of their lower four bits.</summary>
    public bool TryElement(uint index, int indexWidth, uint element, out uint offset)
    {
        offset = 0;
        uint block = element / BlockSize;
        int width = indexWidth switch { 0 => 1, 1 => 2, _ => 4 };
        long at = index + ((long)block * width);
        if (at + width > _bytes.Length)
        {
            return false;
        }

        uint relative = 0;
        for (int i = 0; i < width; i++)
        {
            relative |= (uint)_bytes[(int)at + i] << (8 * i);
        }

        uint node = index + relative;
        for (uint bit = BlockSize / 2; bit > 0; bit >>= 1)
        {
            uint after = node;
            if (!TryUnsigned(ref after, out uint value))
            {
                return false;
            }

            bool hasLow = (value & 1) != 0;
            bool hasHigh = (value & 2) != 0;
            if ((element & bit) != 0 && hasHigh)
            {
                node += value >> 2;
            }
            else if ((element & bit) == 0 && hasLow)
            {
                node = after;
            }
            else if (!hasLow && !hasHigh && (value >> 2) == (element & (BlockSize - 1)))
            {
                // A subtree with one element.
                node = after;
                break;
            }
            else
            {
                return false;
            }
        }

        offset = node;
        return true;
    }
}
