namespace Bpf;

/// <summary>Slab caches: what the kernel keeps while a program enumerates them (<c>struct bpf_iter_kmem_cache</c>, kernel 6.13).</summary>
/// <typeparam name="TCache"><c>kmem_cache</c>.</typeparam>
[BtfName("bpf_iter_kmem_cache")]
public unsafe struct SlabCacheIteration<TCache> : IKernelIteration<SlabCacheIteration<TCache>, TCache>
    where TCache : unmanaged
{
    private readonly ulong _first;

    [BpfKfunc("bpf_iter_kmem_cache_new")]
    internal static int Start(ref SlabCacheIteration<TCache> state) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_kmem_cache_next")]
    static TCache* IKernelIteration<SlabCacheIteration<TCache>, TCache>.Next(ref SlabCacheIteration<TCache> state) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_kmem_cache_destroy")]
    static void IKernelIteration<SlabCacheIteration<TCache>, TCache>.Destroy(ref SlabCacheIteration<TCache> state) => throw new BpfOnlyException();
}
