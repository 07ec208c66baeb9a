// mistake: the last call of an iterator has no task
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class List
{
    static int s_last;

    [Iterator("task")]
    public static void OnTask(IteratorContext context, task_struct* task)
    {
        s_last = task->pid; //!!
    }
}
