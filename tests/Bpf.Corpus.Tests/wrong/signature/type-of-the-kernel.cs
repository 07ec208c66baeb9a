// mistake: the kernel passes a pointer to a file, not to a task
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Wrong
{
    static int s_process;

    [BtfTracepoint("sched_process_exec")]
    public static int OnExec(BtfTracepointContext context, @file* task) //!!
    {
        s_process = (int)task->f_flags;
        return 0;
    }
}
