namespace Bpf;

/// <summary>Numbers that the kernel counts: what the kernel keeps while a program enumerates them (<c>struct bpf_iter_num</c>, kernel 6.4).</summary>
[BtfName("bpf_iter_num")]
public unsafe struct NumberIteration : IKernelIteration<NumberIteration, int>
{
    private readonly ulong _first;

    [BpfKfunc("bpf_iter_num_new")]
    internal static int Start(ref NumberIteration state, int start, int end) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_num_next")]
    static int* IKernelIteration<NumberIteration, int>.Next(ref NumberIteration state) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_num_destroy")]
    static void IKernelIteration<NumberIteration, int>.Destroy(ref NumberIteration state) => throw new BpfOnlyException();
}
