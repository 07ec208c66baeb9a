// mistake: none: the index is masked with Length - 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Ring
{
    const int Size = 16;
    static readonly ulong[] Times = new ulong[Size];

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int number)
    {
        Times[number & (Size - 1)] = BpfHelpers.MonotonicNanoseconds;
        return 0;
    }
}
