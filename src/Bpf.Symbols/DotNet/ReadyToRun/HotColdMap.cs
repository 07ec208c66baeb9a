using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>
/// Connects the rarely executed parts of methods, which an image keeps apart, with the methods: pairs of the indexes of a first cold runtime function and of
/// the hot one, sorted by the cold index. All cold functions follow all hot ones.
/// </summary>
/// <param name="memory">The process.</param>
/// <param name="address">Address of the pairs.</param>
/// <param name="count">Number of indexes, twice that of pairs.</param>
internal readonly struct HotColdMap(IProcessMemory memory, ulong address, uint count)
{
    private const uint Most = 1 << 24;

    /// <summary>Returns the index of the runtime function at which the method of a function starts: itself, unless it is cold.</summary>
    public uint Main(uint function)
    {
        int low = 0;
        int high = (int)(Math.Min(count, Most) / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (memory.UInt32(Pair(middle)) <= function)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high < 0 ? function : memory.UInt32(Pair(high) + sizeof(uint));
    }

    private ulong Pair(int index) => address + ((ulong)index * 2 * sizeof(uint));
}
