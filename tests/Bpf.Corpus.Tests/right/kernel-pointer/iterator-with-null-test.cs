// mistake: none: the null of the last call is tested
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class List
{
    static int s_last;

    [Iterator("task")]
    public static void OnTask(IteratorContext context, task_struct* task)
    {
        if (task is null)
            return;
        s_last = task->pid;
    }
}
