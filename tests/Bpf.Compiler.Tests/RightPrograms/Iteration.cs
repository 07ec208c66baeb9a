using Bpf;

namespace RightPrograms;

// Iterations end on every path, and scopes too.
[BpfObject(License = "GPL")]
public static unsafe class Iteration
{
    [KernelStruct("task_struct")] public struct Task { public int Pid; public int Tgid; public ulong StartTime; }
    [KernelStruct("vm_area_struct")] public struct Mapping { public ulong VmStart; public ulong VmEnd; }

    [BpfKfunc("bpf_task_acquire")] static Task* Acquire(Task* task) => throw new BpfOnlyException();
    [BpfKfunc("bpf_task_release")] static void Release(Task* task) => throw new BpfOnlyException();

    static long s_sum;

    [BtfTracepoint("sched_switch")]
    public static void Nested(BtfTracepointContext context, bool preempt, Task* previous, Task* next)
    {
        foreach (Task* task in KernelIterators.Tasks<Task>())
        {
            if (task->Pid != previous->Tgid)
                continue;
            Task* process = Acquire(task);
            if (process == null)
                break;
            try
            {
                foreach (Task* thread in KernelIterators.ThreadsOf(process))
                {
                    if (thread->Pid == next->Pid)
                    {
                        s_sum += (long)thread->StartTime;
                        return;
                    }
                }
            }
            finally
            {
                Release(process);
            }
            break;
        }
    }

    [BtfTracepoint("sched_process_exit")]
    public static void Numbers(BtfTracepointContext context, Task* task)
    {
        int limit = task->Pid;
        foreach (int i in KernelIterators.Range(0, limit))
        {
            if (i % 3 == 0)
                continue;
            s_sum += i;
        }
    }

    [SyscallProgram]
    public static int Sleepable(ref long context)
    {
        using (KernelScope.Rcu())
        {
            foreach (Task* task in KernelIterators.Tasks<Task>(TaskScope.Threads))
            {
                if (task->Pid == context)
                    return 1;
            }
        }
        using KernelNumberEnumerator<NumberIteration> numbers = KernelIterators.Range(0, 10);
        while (numbers.MoveNext())
            s_sum += numbers.Current;
        return 0;
    }
}
