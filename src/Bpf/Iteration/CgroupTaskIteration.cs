namespace Bpf;

/// <summary>Tasks of a cgroup: what the kernel keeps while a program enumerates them (<c>struct bpf_iter_css_task</c>, kernel 6.7).</summary>
/// <typeparam name="TState"><c>cgroup_subsys_state</c>.</typeparam>
/// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
[BtfName("bpf_iter_css_task")]
public unsafe struct CgroupTaskIteration<TState, TTask> : IKernelIteration<CgroupTaskIteration<TState, TTask>, TTask>
    where TState : unmanaged
    where TTask : unmanaged
{
    private readonly ulong _first;

    [BpfKfunc("bpf_iter_css_task_new")]
    internal static int Start(ref CgroupTaskIteration<TState, TTask> state, TState* cgroup, uint flags) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_css_task_next")]
    static TTask* IKernelIteration<CgroupTaskIteration<TState, TTask>, TTask>.Next(ref CgroupTaskIteration<TState, TTask> state)
        => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_css_task_destroy")]
    static void IKernelIteration<CgroupTaskIteration<TState, TTask>, TTask>.Destroy(ref CgroupTaskIteration<TState, TTask> state)
        => throw new BpfOnlyException();
}
