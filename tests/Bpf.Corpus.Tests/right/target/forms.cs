// mistake: none: paths, offsets, globs of names and no target at all
using Bpf;

[BpfObject(License = "GPL")]
public static class Forms
{
    [Uprobe("libc:getppid")]
    public static int OnName(UprobeContext context) => 0;

    [Uprobe("libc:getppid+0x4")]
    public static int OnOffset(UprobeContext context) => 0;

    [Uprobe("/bin/true:main")]
    public static int OnPath(UprobeContext context) => 0;

    [Uprobe]
    public static int OnAny(UprobeContext context) => 0;

    [Tracepoint("sched:sched_process_exec")]
    public static int OnExec(TracepointContext context) => 0;
}
