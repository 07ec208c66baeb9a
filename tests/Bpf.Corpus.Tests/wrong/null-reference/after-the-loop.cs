// mistake: the reference that the loop leaves behind is used even if no slot matched
using Bpf;

[BpfObject(License = "GPL")]
public static class Slots
{
    [BpfMap(MaxEntries = 4)]
    static readonly BpfArray<ulong> Times = new();

    [Uprobe("libc:usleep")]
    public static int OnSleep(UprobeContext context, uint microseconds)
    {
        BpfRef<ulong> free = default;
        for (uint i = 0; i < 4; i++)
        {
            if (Times.TryGetRef(i, out BpfRef<ulong> slot) && slot.Value == 0)
            {
                free = slot;
                break;
            }
        }

        free.Value = BpfHelpers.MonotonicNanoseconds + microseconds; //!!
        return 0;
    }
}
