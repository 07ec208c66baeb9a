// mistake: none: the record is read
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static class Execs
{
    static int s_last;

    [Tracepoint("sched:sched_process_exec")]
    public static int OnExec(in trace_event_raw_sched_process_exec record)
    {
        s_last = record.pid & 0xFFFF;
        return 0;
    }
}
