// mistake: the method is right for traffic control, and wrong for the tracepoint
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Shared
{
    static ulong CookieOf(void* context) => BpfHelpers.GetSocketCookie(context); //!!

    [TcxEgress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
        => CookieOf(context.Pointer) == 0 ? TrafficControlAction.Drop : TrafficControlAction.Next;

    [Tracepoint("sched:sched_process_exec")]
    public static int OnExec(TracepointContext context) => (int)CookieOf(context.Pointer); //!!
}
