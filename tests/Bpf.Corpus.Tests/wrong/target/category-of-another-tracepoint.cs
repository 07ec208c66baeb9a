// mistake: the tracepoint is in another category
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Category
{
    [Tracepoint("task:sched_process_exec")] //!!
    public static int OnExec(TracepointContext context) => 0;
}
