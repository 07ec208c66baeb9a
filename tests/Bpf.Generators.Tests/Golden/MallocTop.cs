using Bpf;
using System.Threading;

namespace Samples;

[BpfObject(License = "GPL")]
public static class MallocTop
{
    public struct Allocation { public int ProcessId; public ulong Size; }

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfHashMap<int, ulong> BytesByProcess = new();

    [BpfMap(ByteSize = 256 * 1024, Name = "large")]
    static readonly BpfRingBuffer<Allocation> Large = new();

    static readonly ulong Threshold = 1 << 20;
    static int s_limit = 7;
    static ulong s_calls;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        Interlocked.Increment(ref s_calls);
        return s_limit + (int)Threshold;
    }

    [Uretprobe]
    static int OnReturn(UretprobeContext context) => 0;
}
