// mistake: none: the program asks whether the kernel has the field
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Exists
{
    static int s_cpu;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
        if (Core.FieldExists(in task->recent_used_cpu))
            s_cpu = Core.Read(in task->recent_used_cpu);
        return 0;
    }
}
