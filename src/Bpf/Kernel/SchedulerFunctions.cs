namespace Bpf;

/// <summary>
/// Functions of the kernel for schedulers: classes with <c>[StructOps("sched_ext_ops")]</c> (kernel 6.12, with <c>CONFIG_SCHED_CLASS_EXT</c>). A task waits in
/// a dispatch queue: the local queue of a CPU, from which the CPU takes the next task to run, or one that the scheduler creates. Functions that have another
/// name in kernel 6.12 are called by that name there.
/// </summary>
public static unsafe class SchedulerFunctions
{
    /// <summary>The local queue of the CPU on which the task is enqueued (<c>SCX_DSQ_LOCAL</c>).</summary>
    public const ulong LocalQueue = 0x8000000000000002;

    /// <summary>The queue from which CPUs take tasks when their local queue is empty (<c>SCX_DSQ_GLOBAL</c>).</summary>
    public const ulong GlobalQueue = 0x8000000000000001;

    /// <summary>A time slice of 20 ms, in nanoseconds (<c>SCX_SLICE_DFL</c>).</summary>
    public const ulong DefaultSlice = 20_000_000;

    /// <summary>A time slice that does not end (<c>SCX_SLICE_INF</c>).</summary>
    public const ulong InfiniteSlice = ulong.MaxValue;

    /// <summary>The weight of a task with nice 0, as in <c>task->scx.weight</c>, which is 1 to 10,000.</summary>
    public const uint DefaultWeight = 100;

    /// <summary>Any NUMA node (<c>NUMA_NO_NODE</c>).</summary>
    public const int AnyNode = -1;

    /// <summary>
    /// Chooses a CPU as the kernel does by default: the previous one if it is idle, otherwise a near idle one (<c>scx_bpf_select_cpu_dfl</c>). Only in
    /// <c>SelectCpu</c> and <c>Enqueue</c>.
    /// </summary>
    /// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
    /// <param name="task">The task that wakes up.</param>
    /// <param name="previous">The CPU on which it ran last.</param>
    /// <param name="flags">The flags of <c>SelectCpu</c>.</param>
    /// <param name="isIdle">Whether the CPU is idle; it is then reserved for the task.</param>
    /// <returns>The number of the CPU.</returns>
    public static int SelectCpu<TTask>(TTask* task, int previous, ulong flags, out bool isIdle)
        where TTask : unmanaged
    {
        bool idle = false;
        int cpu = SelectDefault(task, previous, flags, &idle);
        isIdle = idle;
        return cpu;
    }

    /// <summary>Creates a queue (<c>scx_bpf_create_dsq</c>). Only in sleepable members such as <c>Init</c>.</summary>
    /// <param name="queue">A number below 2^63 by which the scheduler refers to it.</param>
    /// <param name="node">The NUMA node of its memory, or <see cref="AnyNode"/>.</param>
    /// <returns>0, or a negative errno, such as that of a number that is in use.</returns>
    [BpfKfunc("scx_bpf_create_dsq")]
    public static int CreateQueue(ulong queue, int node) => throw new BpfOnlyException();

    /// <summary>Destroys a queue (<c>scx_bpf_destroy_dsq</c>). The kernel destroys those that are left when the scheduler ends.</summary>
    /// <param name="queue">Its number.</param>
    [BpfKfunc("scx_bpf_destroy_dsq")]
    public static void DestroyQueue(ulong queue) => throw new BpfOnlyException();

    /// <summary>
    /// Puts a task at the end of a queue (<c>scx_bpf_dsq_insert</c>; in kernel 6.12 <c>scx_bpf_dispatch</c>). Only in <c>SelectCpu</c>, <c>Enqueue</c> and
    /// <c>Dispatch</c>.
    /// </summary>
    /// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="queue">Number of the queue, or <see cref="LocalQueue"/> or <see cref="GlobalQueue"/>.</param>
    /// <param name="slice">How long it may run, in nanoseconds; 0 keeps what it has left.</param>
    /// <param name="flags">The flags of <c>Enqueue</c>; 0 elsewhere.</param>
    public static void Insert<TTask>(TTask* task, ulong queue, ulong slice, ulong flags)
        where TTask : unmanaged
    {
        if (Core.FunctionExists(InsertTask<TTask>))
        {
            InsertTask(task, queue, slice, flags);
        }
        else
        {
            Dispatch(task, queue, slice, flags);
        }
    }

    /// <summary>
    /// Puts a task into a queue that is ordered by virtual time (<c>scx_bpf_dsq_insert_vtime</c>; in kernel 6.12 <c>scx_bpf_dispatch_vtime</c>). Not for
    /// <see cref="LocalQueue"/> and <see cref="GlobalQueue"/>, nor for a queue that also has tasks in order of arrival.
    /// </summary>
    /// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="queue">Number of the queue.</param>
    /// <param name="slice">How long it may run, in nanoseconds; 0 keeps what it has left.</param>
    /// <param name="time">Its virtual time; the lowest runs next. Times are compared as differences, so they may wrap around.</param>
    /// <param name="flags">The flags of <c>Enqueue</c>; 0 elsewhere.</param>
    public static void InsertByTime<TTask>(TTask* task, ulong queue, ulong slice, ulong time, ulong flags)
        where TTask : unmanaged
    {
        if (Core.FunctionExists(InsertTaskByTime<TTask>))
        {
            InsertTaskByTime(task, queue, slice, time, flags);
        }
        else
        {
            DispatchByTime(task, queue, slice, time, flags);
        }
    }

    /// <summary>
    /// Moves the first task of a queue to the local queue of the CPU (<c>scx_bpf_dsq_move_to_local</c>; in kernel 6.12 <c>scx_bpf_consume</c>). Only in
    /// <c>Dispatch</c>.
    /// </summary>
    /// <param name="queue">Number of the queue.</param>
    /// <returns>False when the queue has no task that may run on the CPU.</returns>
    public static bool MoveToLocal(ulong queue) => Core.FunctionExists(MoveFirst) ? MoveFirst(queue) : Consume(queue);

    /// <summary>Returns the number of tasks in a queue, or a negative errno (<c>scx_bpf_dsq_nr_queued</c>).</summary>
    /// <param name="queue">Number of the queue.</param>
    [BpfKfunc("scx_bpf_dsq_nr_queued")]
    public static int CountQueued(ulong queue) => throw new BpfOnlyException();

    /// <summary>Makes a CPU look for a task (<c>scx_bpf_kick_cpu</c>).</summary>
    /// <param name="cpu">Number of the CPU.</param>
    /// <param name="flags"><c>enum scx_kick_flags</c>: 1 only if it is idle, 2 to end the slice of what it runs.</param>
    [BpfKfunc("scx_bpf_kick_cpu")]
    public static void KickCpu(int cpu, ulong flags) => throw new BpfOnlyException();

    /// <summary>Returns the CPU on which a task runs or ran last (<c>scx_bpf_task_cpu</c>).</summary>
    /// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
    /// <param name="task">The task.</param>
    [BpfKfunc("scx_bpf_task_cpu")]
    public static int CpuOf<TTask>(TTask* task)
        where TTask : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("scx_bpf_select_cpu_dfl")]
    private static int SelectDefault<TTask>(TTask* task, int previous, ulong flags, bool* isIdle)
        where TTask : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("scx_bpf_dsq_insert", Optional = true)]
    private static void InsertTask<TTask>(TTask* task, ulong queue, ulong slice, ulong flags)
        where TTask : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("scx_bpf_dispatch", Optional = true)]
    private static void Dispatch<TTask>(TTask* task, ulong queue, ulong slice, ulong flags)
        where TTask : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("scx_bpf_dsq_insert_vtime", Optional = true)]
    private static void InsertTaskByTime<TTask>(TTask* task, ulong queue, ulong slice, ulong time, ulong flags)
        where TTask : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("scx_bpf_dispatch_vtime", Optional = true)]
    private static void DispatchByTime<TTask>(TTask* task, ulong queue, ulong slice, ulong time, ulong flags)
        where TTask : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("scx_bpf_dsq_move_to_local", Optional = true)]
    private static bool MoveFirst(ulong queue) => throw new BpfOnlyException();

    [BpfKfunc("scx_bpf_consume", Optional = true)]
    private static bool Consume(ulong queue) => throw new BpfOnlyException();
}
