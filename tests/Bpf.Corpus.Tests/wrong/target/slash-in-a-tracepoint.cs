// mistake: a slash as in tracefs, but in front of it a directory
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Slash
{
    [Tracepoint("events/sched/sched_process_exec")] //!!
    public static int OnExec(TracepointContext context) => 0;
}
