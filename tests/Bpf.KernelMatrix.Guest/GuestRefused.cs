using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Code that no verifier accepts.</summary>
[BpfObject(License = "GPL")]
public static class GuestRefused
{
    private static readonly int[] s_table = [1, 2, 3, 4];
    static long s_sum;

    [Uprobe]
    public static int Unchecked(UprobeContext context, int index)
    {
        s_sum += System.Runtime.CompilerServices.Unsafe.Add(ref s_table[0], index);
        return 0;
    }
}
