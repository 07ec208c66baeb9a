// mistake: raw tracepoints have no category
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Category
{
    [RawTracepoint("sched:sched_process_exec")] //!!
    public static int OnExec(RawTracepointContext context) => 0;
}
