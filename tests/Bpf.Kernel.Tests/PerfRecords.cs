using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Two perf event arrays: records for user space, and counters that user space provides to the program.</summary>
[BpfObject(License = "GPL")]
public static class PerfRecords
{
    [BpfMap]
    static readonly BpfPerfEventArray<long> Events = new();

    [BpfMap]
    static readonly BpfPerfEventArray<long> Counters = new();

    static long s_error;

    [Uprobe]
    public static int OnAdd(UprobeContext context, int a, long b)
    {
        Events.Output(context, b);
        s_error = (long)BpfHelpers.PerfEventRead(Counters, 0xFFFFFFFF); // BPF_F_CURRENT_CPU
        return 0;
    }
}
