// mistake: none: a method of one's own tells whether the reference is there
using Bpf;

[BpfObject(License = "GPL")]
public static class OpenFiles
{
    [BpfMap(MaxEntries = 4096)]
    static readonly BpfHashMap<int, uint> Opened = new();

    static bool IsThere<T>(BpfRef<T> reference) where T : unmanaged => !reference.IsNull;

    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context)
    {
        Opened.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<uint> opened);
        if (IsThere(opened))
            opened.Value++;
        return 0;
    }
}
