// mistake: a kernel struct is copied as a whole
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Copy
{
    static int s_process;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        task_struct task = *(task_struct*)BpfHelpers.GetCurrentTask(); //!!
        s_process = task.tgid;
        return 0;
    }
}
