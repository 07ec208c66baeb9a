namespace Bpf;

/// <summary>Memory mappings of a process: what the kernel keeps while a program enumerates them (<c>struct bpf_iter_task_vma</c>, kernel 6.7).</summary>
/// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
/// <typeparam name="TMapping"><c>vm_area_struct</c>.</typeparam>
[BtfName("bpf_iter_task_vma")]
public unsafe struct MappingIteration<TTask, TMapping> : IKernelIteration<MappingIteration<TTask, TMapping>, TMapping>
    where TTask : unmanaged
    where TMapping : unmanaged
{
    private readonly ulong _first;

    [BpfKfunc("bpf_iter_task_vma_new")]
    internal static int Start(ref MappingIteration<TTask, TMapping> state, TTask* task, ulong address) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_task_vma_next")]
    static TMapping* IKernelIteration<MappingIteration<TTask, TMapping>, TMapping>.Next(ref MappingIteration<TTask, TMapping> state)
        => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_task_vma_destroy")]
    static void IKernelIteration<MappingIteration<TTask, TMapping>, TMapping>.Destroy(ref MappingIteration<TTask, TMapping> state)
        => throw new BpfOnlyException();
}
