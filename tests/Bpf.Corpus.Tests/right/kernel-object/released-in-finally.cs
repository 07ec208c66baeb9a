// mistake: none: finally releases the task
using Bpf.Vmlinux;
using static Bpf.Vmlinux.KernelFunctions;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Task
{
    [SyscallProgram]
    public static int Run(ref int process)
    {
        task_struct* task = bpf_task_from_pid(process);
        if (task == null)
            return 1;
        try
        {
            return task->tgid == process ? 2 : 3;
        }
        finally
        {
            bpf_task_release(task);
        }
    }
}
