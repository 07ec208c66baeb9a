namespace Bpf;

/// <summary>Bits that are set: what the kernel keeps while a program enumerates them (<c>struct bpf_iter_bits</c>, kernel 6.11).</summary>
[BtfName("bpf_iter_bits")]
public unsafe struct BitIteration : IKernelIteration<BitIteration, int>
{
    private readonly ulong _first;
    private readonly ulong _second;

    [BpfKfunc("bpf_iter_bits_new")]
    internal static int Start(ref BitIteration state, ulong* words, uint count) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_bits_next")]
    static int* IKernelIteration<BitIteration, int>.Next(ref BitIteration state) => throw new BpfOnlyException();

    [BpfKfunc("bpf_iter_bits_destroy")]
    static void IKernelIteration<BitIteration, int>.Destroy(ref BitIteration state) => throw new BpfOnlyException();
}
