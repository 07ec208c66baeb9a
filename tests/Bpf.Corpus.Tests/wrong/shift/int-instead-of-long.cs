// mistake: the shifted 1 is an int, so bits 32 to 63 of the set are never used
// calls: labs(40)
// shows: s_set is 256, meant 1099511627776
using Bpf;

[BpfObject(License = "GPL")]
public static class Descriptors
{
    static ulong s_set;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int descriptor)
    {
        if (descriptor is >= 0 and < 64)
            s_set |= (ulong)(1 << descriptor); //!!
        return 0;
    }
}
