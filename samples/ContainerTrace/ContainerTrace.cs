using Bpf;

namespace Samples;

/// <summary>The BPF side: nothing in it knows of containers or tokens.</summary>
[BpfObject(License = "GPL")]
public static class ContainerTrace
{
    /// <summary>What one thread has allocated.</summary>
    public struct Usage
    {
        public ulong Calls;
        public ulong Bytes;
    }

    [BpfMap(MaxEntries = 4096)]
    static readonly BpfHashMap<int, Usage> UsageByThread = new();

    static ulong s_calls;
    static ulong s_bytes;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        Interlocked.Increment(ref s_calls);
        Interlocked.Add(ref s_bytes, size);
        int thread = BpfHelpers.CurrentThreadId;
        if (!UsageByThread.TryGetRef(thread, out BpfRef<Usage> usage))
        {
            UsageByThread.Update(thread, new Usage { Calls = 1, Bytes = size }, BpfUpdateMode.Insert);
            return 0;
        }

        Interlocked.Increment(ref usage.Value.Calls);
        Interlocked.Add(ref usage.Value.Bytes, size);
        return 0;
    }
}
