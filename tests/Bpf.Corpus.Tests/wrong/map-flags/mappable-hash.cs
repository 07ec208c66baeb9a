// mistake: hash maps cannot be mapped into user space
using Bpf;

[BpfObject(License = "GPL")]
public static class Shared
{
    [BpfMap(MaxEntries = 64, Flags = MapFlags.MemoryMappable)] //!!
    static readonly BpfHashMap<int, ulong> Counts = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Counts.Update(descriptor, 1UL);
        return 0;
    }
}
