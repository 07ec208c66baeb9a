using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Code;

/// <summary>
/// The map from addresses of a code heap to starts of code blocks. Each 32 bytes of code have a nibble, which is 0 if no block starts in them, else one
/// more than the start's place in units of four bytes. A word holds eight nibbles, the first in its highest bits. In version 2, a word whose lowest
/// nibble is above 8 stands for 256 bytes within a block, and says where the block starts.
/// </summary>
internal readonly struct NibbleMap(IProcessMemory memory, int version)
{
    private const int BucketShift = 5;
    private const int NibblesPerWord = 8;
    private const int FirstRelative = 9;
    private const int MostEmptyWords = 1 << 18; // 64 MiB of code

    /// <summary>Returns the start of the last block at or before an address; 0 for none.</summary>
    /// <param name="begin">First address that the map covers.</param>
    /// <param name="map">Address of the map.</param>
    /// <param name="address">An address at or after <paramref name="begin"/>.</param>
    public ulong FindStart(ulong begin, ulong map, ulong address)
    {
        if (address < begin)
        {
            return 0;
        }

        ulong bucket = (address - begin) >> BucketShift;
        uint place = (uint)((address - begin) & ((1 << BucketShift) - 1)) / sizeof(uint);
        ulong wordIndex = bucket / NibblesPerWord;
        int index = (int)(bucket % NibblesPerWord);
        uint word = memory.UInt32(map + (wordIndex * sizeof(uint)));
        if (IsRelative(word))
        {
            return RelativeStart(begin, word);
        }

        // The nibble of the address itself counts only if its block starts at or before the address.
        uint own = Nibble(word, index);
        if (own != 0 && own - 1 <= place)
        {
            return Start(begin, bucket, own);
        }

        if (Last(word, index - 1) is >= 0 and var earlier)
        {
            return Start(begin, (wordIndex * NibblesPerWord) + (ulong)earlier, Nibble(word, earlier));
        }

        for (int count = 0; wordIndex > 0 && count < MostEmptyWords; count++)
        {
            wordIndex--;
            word = memory.UInt32(map + (wordIndex * sizeof(uint)));
            if (IsRelative(word))
            {
                return RelativeStart(begin, word);
            }

            if (Last(word, NibblesPerWord - 1) is >= 0 and var found)
            {
                return Start(begin, (wordIndex * NibblesPerWord) + (ulong)found, Nibble(word, found));
            }

            // Version 2 fills all words of a block.
            if (version >= 2)
            {
                return 0;
            }
        }

        return 0;
    }

    private static uint Nibble(uint word, int index) => (word >> (4 * (NibblesPerWord - 1 - index))) & 15;

    private static ulong Start(ulong begin, ulong bucket, uint nibble) => begin + (bucket << BucketShift) + ((nibble - 1) * sizeof(uint));

    private static ulong RelativeStart(ulong begin, uint word) => begin + (word & ~15u) + (((word & 15) - FirstRelative) * sizeof(uint));

    private static int Last(uint word, int index)
    {
        while (index >= 0 && Nibble(word, index) == 0)
        {
            index--;
        }

        return index;
    }

    private bool IsRelative(uint word) => version >= 2 && (word & 15) >= FirstRelative;
}
