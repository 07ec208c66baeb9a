namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class StructKey
{
    public struct Key
    {
        public int ProcessId;
        public uint Kind;
        public ulong Address;
    }

    [BpfMap(MaxEntries = 4096)]
    static readonly BpfHashMap<Key, ulong> Counts = new();

    [Uprobe]
    public static int OnCall(UprobeContext context, uint kind, ulong address)
    {
        Key key = new() { ProcessId = BpfHelpers.CurrentProcessId, Kind = kind & 7, Address = address & ~0xFFFUL };
        if (Counts.TryGetRef(key, out BpfRef<ulong> count))
        {
            Interlocked.Increment(ref count.Value);
        }
        else
        {
            Counts.Update(key, 1, BpfUpdateMode.Insert);
        }

        return 0;
    }
}
