// mistake: both branches and the end release the task
using Bpf.Vmlinux;
using static Bpf.Vmlinux.KernelFunctions;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Twice
{
    [SyscallProgram]
    public static int Run(ref int process)
    {
        task_struct* task = bpf_task_from_pid(process);
        if (task == null)
            return 1;
        if (task->tgid == process)
            bpf_task_release(task);
        bpf_task_release(task); //!!
        return 0;
    }
}
