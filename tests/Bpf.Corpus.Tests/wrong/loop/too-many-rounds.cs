// mistake: a million rounds are more than the verifier follows
using Bpf;

[BpfObject(License = "GPL")]
public static class Busy
{
    static ulong s_hash;

    [Uprobe("libc:srand")]
    public static int OnSeed(UprobeContext context, uint seed)
    {
        ulong hash = seed;
        for (int i = 0; i < 2_000_000; i++) //!!
            hash = hash * 31 + BpfHelpers.GetPrandomU32();
        s_hash = hash;
        return 0;
    }
}
