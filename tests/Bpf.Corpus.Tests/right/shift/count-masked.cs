// mistake: none: a 64-bit shift with a count below 64
using Bpf;

[BpfObject(License = "GPL")]
public static class Descriptors
{
    static ulong s_set;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int descriptor)
    {
        if (descriptor is >= 0 and < 64)
            s_set |= 1UL << descriptor;
        return 0;
    }
}
