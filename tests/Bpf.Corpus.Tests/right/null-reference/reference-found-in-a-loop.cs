// mistake: none: the reference that the loop found is checked after it
using Bpf;

[BpfObject(License = "GPL")]
public static class Slots
{
    [BpfMap(MaxEntries = 4)]
    static readonly BpfArray<ulong> Times = new();

    [Uprobe("libc:usleep")]
    public static int OnSleep(UprobeContext context, uint microseconds)
    {
        for (uint i = 0; i < 4; i++)
        {
            if (Times.TryGetRef(i, out BpfRef<ulong> slot) && slot.Value == 0)
            {
                slot.Value = BpfHelpers.MonotonicNanoseconds + microseconds;
                break;
            }
        }

        return 0;
    }
}
