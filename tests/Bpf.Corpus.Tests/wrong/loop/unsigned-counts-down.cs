// mistake: an unsigned counter is never below zero
using Bpf;

[BpfObject(License = "GPL")]
public static class Backwards
{
    static readonly ulong[] Times = new ulong[8];

    [Uprobe("libc:sync")]
    public static int OnSync(UprobeContext context)
    {
        for (uint i = 7; i >= 0; i--) //!!
            Times[i & 7] = i;
        return 0;
    }
}
