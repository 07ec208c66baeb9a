namespace Bpf;

/// <summary>DMA buffers: what the kernel keeps while a program enumerates them (<c>struct bpf_iter_dmabuf</c>, kernel 6.16).</summary>
/// <typeparam name="TBuffer"><c>dma_buf</c>.</typeparam>
[BtfName("bpf_iter_dmabuf")]
public unsafe struct DmaBufferIteration<TBuffer> : IKernelIteration<DmaBufferIteration<TBuffer>, TBuffer>
    where TBuffer : unmanaged
{
    private readonly ulong _first;

    [BpfKfunc("bpf_iter_dmabuf_new")]
    internal static int Start(ref DmaBufferIteration<TBuffer> state) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_dmabuf_next")]
    static TBuffer* IKernelIteration<DmaBufferIteration<TBuffer>, TBuffer>.Next(ref DmaBufferIteration<TBuffer> state) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_dmabuf_destroy")]
    static void IKernelIteration<DmaBufferIteration<TBuffer>, TBuffer>.Destroy(ref DmaBufferIteration<TBuffer> state) => throw new BpfOnlyException();
}
