using Bpf;
using Bpf.Vmlinux;
using static Bpf.SchedulerFunctions;

namespace Samples.Scheduler;

/// <summary>
/// A scheduler for all CPUs: the task that has run least comes next, measured in time divided by its weight. A task that wakes up while a CPU is idle runs
/// there at once.
/// </summary>
[BpfObject(License = "GPL")]
public static unsafe class FairScheduler
{
    private const ulong Waiting = 0; // The queue of the tasks that wait for a CPU.

    // By CPU: how long its task had run in all when it started to run there.
    [BpfMap(MaxEntries = 8192)]
    static readonly BpfArray<ulong> Started = new();

    static ulong s_time; // The virtual time of the task that started to run last.
    static ulong s_local;
    static ulong s_queued;
    static SchedulerExit s_exit;

    [StructOps("sched_ext_ops", Name = "csharp_fair")]
    public static class Fair
    {
        const uint TimeoutMs = 10_000;

        [StructOpsMember(Sleepable = true)]
        static int Init() => CreateQueue(Waiting, AnyNode);

        static int SelectCpu(task_struct* task, int previous, ulong flags)
        {
            int cpu = SchedulerFunctions.SelectCpu(task, previous, flags, out bool isIdle);
            if (isIdle)
            {
                Interlocked.Increment(ref s_local);
                Insert(task, LocalQueue, DefaultSlice, 0);
            }

            return cpu;
        }

        static void Enqueue(task_struct* task, ulong flags)
        {
            // A task that slept for long may be ahead of the others by one slice only.
            ulong earliest = s_time - DefaultSlice;
            ulong time = task->scx.dsq_vtime;
            Interlocked.Increment(ref s_queued);
            InsertByTime(task, Waiting, DefaultSlice, IsBefore(time, earliest) ? earliest : time, flags);
        }

        static void Dispatch(int cpu, task_struct* previous) => MoveToLocal(Waiting);

        static void Running(task_struct* task)
        {
            Started.Update((uint)CpuOf(task), task->se.sum_exec_runtime);
            ulong time = task->scx.dsq_vtime;
            if (IsBefore(s_time, time))
            {
                s_time = time;
            }
        }

        static void Stopping(task_struct* task, bool isRunnable)
        {
            if (Started.TryGetValue((uint)CpuOf(task), out ulong started))
            {
                task->scx.dsq_vtime += (task->se.sum_exec_runtime - started) * DefaultWeight / task->scx.weight;
            }
        }

        static void Enable(task_struct* task) => task->scx.dsq_vtime = s_time;

        static void Exit(scx_exit_info* info) => s_exit.Record(info);
    }

    private static bool IsBefore(ulong time, ulong other) => (long)(time - other) < 0;
}
