using Bpf;

namespace Samples;

/// <summary>The BPF side: this class is compiled to a BPF object and runs in the kernel.</summary>
[BpfObject(License = "GPL")]
public static class MallocTop
{
    /// <summary>What one process has allocated so far.</summary>
    public struct Usage
    {
        public ulong Calls;
        public ulong Bytes;
    }

    /// <summary>One allocation of at least <see cref="Threshold"/> bytes.</summary>
    public struct Allocation
    {
        public int ProcessId;
        public int ThreadId;
        public ulong Size;
        public ulong Nanoseconds;
    }

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfHashMap<int, Usage> UsageByProcess = new();

    [BpfMap(ByteSize = 256 * 1024)]
    static readonly BpfRingBuffer<Allocation> Large = new();

    static readonly ulong Threshold = 1 << 20;
    static ulong s_calls;
    static ulong s_bytes;
    static ulong s_lost;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        int processId = BpfHelpers.CurrentProcessId;
        Interlocked.Increment(ref s_calls);
        Interlocked.Add(ref s_bytes, size);

        if (!UsageByProcess.TryGetRef(processId, out BpfRef<Usage> usage))
        {
            // Another CPU may insert at the same time; the second one finds the entry of the first.
            UsageByProcess.Update(processId, default, BpfUpdateMode.Insert);
            if (!UsageByProcess.TryGetRef(processId, out usage))
            {
                Interlocked.Increment(ref s_lost);
                return 0;
            }
        }

        Interlocked.Increment(ref usage.Value.Calls);
        Interlocked.Add(ref usage.Value.Bytes, size);

        if (size >= Threshold && Large.TryReserve(out BpfRef<Allocation> allocation))
        {
            allocation.Value.ProcessId = processId;
            allocation.Value.ThreadId = BpfHelpers.CurrentThreadId;
            allocation.Value.Size = size;
            allocation.Value.Nanoseconds = BpfHelpers.MonotonicNanoseconds;
            Large.Submit(allocation);
        }

        return 0;
    }
}
