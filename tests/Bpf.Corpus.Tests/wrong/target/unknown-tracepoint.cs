// mistake: a misspelled tracepoint
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Misspelled
{
    [Tracepoint("sched:sched_proces_exec")] //!!
    public static int OnExec(TracepointContext context) => 0;
}
