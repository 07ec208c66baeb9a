namespace Bpf;

/// <summary>Tasks: what the kernel keeps while a program enumerates them (<c>struct bpf_iter_task</c>, kernel 6.7).</summary>
/// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
[BtfName("bpf_iter_task")]
public unsafe struct TaskIteration<TTask> : IKernelIteration<TaskIteration<TTask>, TTask>
    where TTask : unmanaged
{
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;

    [BpfKfunc("bpf_iter_task_new")]
    internal static int Start(ref TaskIteration<TTask> state, TTask* task, uint flags) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_task_next")]
    static TTask* IKernelIteration<TaskIteration<TTask>, TTask>.Next(ref TaskIteration<TTask> state) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_task_destroy")]
    static void IKernelIteration<TaskIteration<TTask>, TTask>.Destroy(ref TaskIteration<TTask> state) => throw new BpfOnlyException();
}
