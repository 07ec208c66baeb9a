// mistake: the name of a task is kernel memory, and the helper reads user memory
// calls: labs(0)
// shows: s_read is 0, meant 1
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Names
{
    static bool s_read;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context)
    {
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
        s_read = BpfHelpers.TryReadUser(&task->tgid, out int process) && process != 0; //!!
        return 0;
    }
}
