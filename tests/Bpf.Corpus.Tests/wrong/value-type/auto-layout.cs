// mistake: the runtime chooses the layout
using System.Runtime.InteropServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Auto
{
    [StructLayout(LayoutKind.Auto)]
    public struct Entry { public byte Kind; public ulong Count; } //!!

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, Entry> Entries = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        if (Entries.TryGetRef(descriptor, out BpfRef<Entry> entry))
            entry.Value.Count++;
        return 0;
    }
}
