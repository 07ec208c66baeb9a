// mistake: none: each step of the chain is read with Core
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Parent
{
    static int s_parent;

    static int IdOf(task_struct* task) => Core.Read(in task->pid);

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
        s_parent = IdOf(Core.ReadPointer(&task->real_parent));
        return 0;
    }
}
