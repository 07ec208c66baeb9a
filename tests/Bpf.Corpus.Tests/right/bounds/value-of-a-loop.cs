// mistake: none: the index is the counter of a loop up to Length
using Bpf;

[BpfObject(License = "GPL")]
public static class Fill
{
    static readonly ulong[] Slots = new ulong[12];

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        int free = -1;
        for (int i = 0; i < Slots.Length; i++)
        {
            if (Slots[i] == 0)
            {
                free = i;
                break;
            }
        }

        if (free >= 0)
            Slots[free] = BpfHelpers.MonotonicNanoseconds;
        return 0;
    }
}
