// mistake: read-only and write-only for user space at the same time
using Bpf;

[BpfObject(License = "GPL")]
public static class Both
{
    [BpfMap(MaxEntries = 16, Flags = MapFlags.UserReadOnly | MapFlags.UserWriteOnly)] //!!
    static readonly BpfHashMap<int, uint> Values = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Values.Update(descriptor, 1U);
        return 0;
    }
}
