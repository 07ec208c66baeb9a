using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>A table of runtime functions: sorted entries with the offsets of functions, and of their unwind information, from a common address.</summary>
/// <param name="memory">The process.</param>
/// <param name="address">Address of the table.</param>
/// <param name="count">Number of entries.</param>
/// <param name="entrySize">Size of an entry: 12 bytes with the end of the function, 8 bytes without.</param>
internal readonly struct RuntimeFunctions(IProcessMemory memory, ulong address, uint count, int entrySize)
{
    /// <summary>Size of an entry that has the end of the function.</summary>
    public const int SizeWithEnd = 12;

    private const uint Most = 1 << 24;

    /// <summary>Number of entries, which a damaged table does not raise beyond what an image can have.</summary>
    public uint Count => Math.Min(count, Most);

    /// <summary>Returns the index of the last function that begins at or before an offset; -1 for none.</summary>
    public int FindLast(uint offset)
    {
        int low = 0;
        int high = (int)Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (Begin(middle) <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high;
    }

    /// <summary>Returns the offset at which a function begins.</summary>
    public uint Begin(int index) => Field(index, 0);

    /// <summary>Returns the offset one past a function; 0 where entries do not have it.</summary>
    public uint End(int index) => entrySize == SizeWithEnd ? Field(index, sizeof(uint)) : 0;

    /// <summary>Returns the offset of the unwind information of a function.</summary>
    public uint UnwindInfo(int index) => Field(index, entrySize - sizeof(uint));

    private uint Field(int index, int field) => memory.UInt32(address + ((ulong)index * (ulong)entrySize) + (ulong)field);
}
