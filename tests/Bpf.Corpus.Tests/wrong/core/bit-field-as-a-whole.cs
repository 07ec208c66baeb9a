// mistake: a bit field is read like a number
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Bits
{
    static uint s_migrated;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
        s_migrated = (uint)Core.Read(in task->sched_migrated); //!!
        return 0;
    }
}
