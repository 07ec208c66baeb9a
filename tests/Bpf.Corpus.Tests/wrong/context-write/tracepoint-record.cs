// mistake: the record of a tracepoint is the kernel's
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static class Execs
{
    [Tracepoint("sched:sched_process_exec")]
    public static int OnExec(ref trace_event_raw_sched_process_exec record)
    {
        record.pid = 0; //!!
        return 0;
    }
}
