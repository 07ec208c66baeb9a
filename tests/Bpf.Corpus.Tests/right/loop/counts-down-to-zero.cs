// mistake: none: an unsigned counter that ends at zero
using Bpf;

[BpfObject(License = "GPL")]
public static class Backwards
{
    static readonly ulong[] Times = new ulong[8];

    [Uprobe("libc:sync")]
    public static int OnSync(UprobeContext context)
    {
        for (uint i = 8; i-- > 0;)
            Times[i] = i;
        return 0;
    }
}
