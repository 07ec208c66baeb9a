// mistake: none: the kernel's iterator bounds the loop
using Bpf;

[BpfObject(License = "GPL")]
public static class Iterate
{
    static ulong s_sum;

    [Uprobe("libc:srand")]
    public static int OnSeed(UprobeContext context, int count)
    {
        foreach (int i in KernelIterators.Range(0, count))
            s_sum += (ulong)i;
        return 0;
    }
}
