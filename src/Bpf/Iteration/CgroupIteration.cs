namespace Bpf;

/// <summary>Cgroups, as their states: what the kernel keeps while a program enumerates them (<c>struct bpf_iter_css</c>, kernel 6.7).</summary>
/// <typeparam name="TState"><c>cgroup_subsys_state</c>.</typeparam>
[BtfName("bpf_iter_css")]
public unsafe struct CgroupIteration<TState> : IKernelIteration<CgroupIteration<TState>, TState>
    where TState : unmanaged
{
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;

    [BpfKfunc("bpf_iter_css_new")]
    internal static int Start(ref CgroupIteration<TState> state, TState* start, uint flags) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_css_next")]
    static TState* IKernelIteration<CgroupIteration<TState>, TState>.Next(ref CgroupIteration<TState> state) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_css_destroy")]
    static void IKernelIteration<CgroupIteration<TState>, TState>.Destroy(ref CgroupIteration<TState> state) => throw new BpfOnlyException();
}
