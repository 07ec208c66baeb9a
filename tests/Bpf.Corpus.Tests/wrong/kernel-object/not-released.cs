// mistake: the reference to the task is kept
using Bpf.Vmlinux;
using static Bpf.Vmlinux.KernelFunctions;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Leak
{
    [SyscallProgram]
    public static int Run(ref int process)
    {
        task_struct* task = bpf_task_from_pid(process); //!!
        return task == null ? 1 : task->tgid; //!!
    }
}
