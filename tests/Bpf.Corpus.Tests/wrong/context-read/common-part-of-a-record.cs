// mistake: the common part of a tracepoint record cannot be read
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static class Switches
{
    static int s_type;

    [Tracepoint("sched:sched_switch")]
    public static int OnSwitch(in trace_event_raw_sched_switch record)
    {
        s_type = record.ent.type; //!!
        return 0;
    }
}
