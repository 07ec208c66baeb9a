// mistake: the pointer of the helper is a number for the verifier
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Parent
{
    static int s_parent;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
        s_parent = task->real_parent->tgid; //!!
        return 0;
    }
}
