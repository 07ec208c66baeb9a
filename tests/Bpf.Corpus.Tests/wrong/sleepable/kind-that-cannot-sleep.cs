// mistake: iterators may sleep, but tracepoints have no sleepable form
using Bpf;

[BpfObject(License = "GPL")]
public static class Kernel
{
    static int s_calls;

    [Tracepoint("sched:sched_process_exec", Sleepable = true)] //!!
    public static int OnExec(TracepointContext context)
    {
        s_calls++;
        return 0;
    }
}
