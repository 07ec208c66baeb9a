// mistake: a tracepoint has a category
using Bpf;

[BpfObject(License = "GPL")]
public static class NoCategory
{
    [Tracepoint("sched_process_exec")] //!!
    public static int OnExec(TracepointContext context) => 0;
}
