// mistake: none: a helper that both kinds have
using Bpf;

[BpfObject(License = "GPL")]
public static class Shared
{
    static ulong s_last;

    static void Remember() => s_last = BpfHelpers.MonotonicNanoseconds;

    [TcxEgress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        Remember();
        return TrafficControlAction.Next;
    }

    [Tracepoint("sched:sched_process_exec")]
    public static int OnExec(TracepointContext context)
    {
        Remember();
        return 0;
    }
}
