// mistake: the method dereferences a pointer that Core.ReadPointer returned
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Ancestors
{
    static int s_thread;

    static int IdOf(task_struct* task) => task->pid; //!!

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
        s_thread = IdOf(Core.ReadPointer(&task->real_parent)); //!!
        return 0;
    }
}
