using Bpf.Vmlinux;

namespace Bpf.KernelMatrix.Guest;

/// <summary>A scheduler that forgets the tasks of one process, so that the kernel ends it.</summary>
[BpfObject(License = "GPL")]
public static unsafe class GuestSchedulers
{
    static int s_forgotten;
    static SchedulerExit s_exit;

    [StructOps("sched_ext_ops")]
    public static class Forgetful
    {
        const uint TimeoutMs = 1000;

        static void Enqueue(task_struct* task, ulong flags)
        {
            if (task->tgid != s_forgotten)
            {
                SchedulerFunctions.Insert(task, SchedulerFunctions.GlobalQueue, SchedulerFunctions.DefaultSlice, flags);
            }
        }

        static void Exit(scx_exit_info* info) => s_exit.Record(info);
    }
}
