using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Code;

/// <summary>
/// The runtime's map from addresses to the sections of its code: a tree of five levels, each indexed by a byte of the address, whose leaves are lists of
/// fragments of 128 KiB of address space.
/// </summary>
internal sealed class RangeSectionMap(IProcessMemory memory, RuntimeLayout layout, ulong map)
{
    private const int Levels = 5;
    private const int LeafShift = 17;
    private const int BitsPerLevel = 8;
    private const ulong IndexMask = (1 << BitsPerLevel) - 1;
    private const ulong CollectibleMark = 1;
    private const int MostFragments = 10_000;

    private readonly ulong _top = map + (ulong)layout.MapTop;

    /// <summary>Returns the address of the section that contains an address; 0 for none.</summary>
    public ulong Find(ulong address)
    {
        ulong next = _top;
        for (int level = Levels - 1; level >= 0; level--)
        {
            ulong index = (address >> (LeafShift + (level * BitsPerLevel))) & IndexMask;
            next = memory.Pointer(next + (index * sizeof(ulong))) & ~CollectibleMark;
            if (next == 0)
            {
                return 0;
            }
        }

        for (int count = 0; next != 0 && count < MostFragments; count++)
        {
            if (address >= memory.Pointer(next + (ulong)layout.Fragment.Begin) && address < memory.Pointer(next + (ulong)layout.Fragment.End))
            {
                return memory.Pointer(next + (ulong)layout.Fragment.Section);
            }

            next = memory.Pointer(next + (ulong)layout.Fragment.Next) & ~CollectibleMark;
        }

        return 0;
    }
}
