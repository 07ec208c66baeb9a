namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class QueueRelay
{
    public struct Item
    {
        public int ThreadId;
        public uint Size;
        public ulong Address;
    }

    [BpfMap(MaxEntries = 128)]
    static readonly BpfQueue<Item> Pending = new();

    [BpfMap(ByteSize = 65536)]
    static readonly BpfRingBuffer<Item> Done = new();

    static ulong s_overflows;

    [Uprobe]
    public static int OnSubmit(UprobeContext context, ulong address, uint size)
    {
        Item item = new() { ThreadId = BpfHelpers.CurrentThreadId, Size = size, Address = address };
        if (Pending.Push(item) != 0)
        {
            Interlocked.Increment(ref s_overflows);
        }

        return 0;
    }

    [Uprobe]
    public static int OnComplete(UprobeContext context)
    {
        if (Pending.TryPop(out Item item))
        {
            Done.Output(item);
        }

        return 0;
    }
}
