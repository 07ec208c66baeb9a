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

    /// <summary>Reads a signed number of one to five bytes.</summary>
    public bool TrySigned(ref uint offset, out int value)
    {
        uint start = offset;
        bool isRead = TryUnsigned(ref offset, out uint number);
        int bits = Math.Min((int)(offset - start) * 7, 32);
        value = isRead ? (int)(number << (32 - bits)) >> (32 - bits) : 0;
        return isRead;
    }

    /// <summary>Reads an entry point: the index of a runtime function, and whether a list of fixups follows (bit 0), which may be elsewhere (bit 1).</summary>
    public bool TryEntryPoint(ref uint offset, out uint function)
    {
        bool isRead = TryUnsigned(ref offset, out uint entry);
        function = (entry & 1) != 0 ? entry >> 2 : entry >> 1;
        return isRead;
    }

    /// <summary>Reads an element of an array of numbers of 1, 2 or 4 bytes.</summary>
    public bool TryIndex(uint array, int width, uint element, out uint value)
    {
        value = 0;
        int size = width switch { 0 => 1, 1 => 2, _ => 4 };
        long at = array + ((long)element * size);
        if (at + size > _bytes.Length)
        {
            return false;
        }

        for (int i = 0; i < size; i++)
        {
            value |= (uint)_bytes[(int)at + i] << (8 * i);
        }

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
        if (!TryIndex(index, indexWidth, element / BlockSize, out uint relative))
        {
            return false;
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
