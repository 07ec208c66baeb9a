// mistake: 128-bit integers
using Bpf;

[BpfObject(License = "GPL")]
public static class Wide
{
    static UInt128 s_sum; //!!

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, ulong length)
    {
        s_sum += length; //!!
        return 0;
    }
}
