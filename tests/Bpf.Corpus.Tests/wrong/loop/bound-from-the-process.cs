// mistake: the traced program decides how often the loop runs
using Bpf;

[BpfObject(License = "GPL")]
public static class Vector
{
    static ulong s_sum;

    [Uprobe("libc:writev")]
    public static int OnWritev(UprobeContext context, int descriptor, nuint parts, int count)
    {
        ulong sum = 0;
        for (int i = 0; i < count; i++) //!!
        {
            if (BpfHelpers.TryReadUser(parts + (nuint)(i * 16 + 8), out ulong length))
                sum += length;
        }

        s_sum = sum;
        return 0;
    }
}
