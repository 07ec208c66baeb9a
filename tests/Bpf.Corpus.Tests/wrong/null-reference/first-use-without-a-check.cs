// mistake: the first event of a process has no entry yet
using Bpf;

[BpfObject(License = "GPL")]
public static class OpenFiles
{
    [BpfMap(MaxEntries = 4096)]
    static readonly BpfHashMap<int, uint> Opened = new();

    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context)
    {
        int process = BpfHelpers.CurrentProcessId;
        Opened.TryGetRef(process, out BpfRef<uint> opened);
        opened.Value++; //!!
        return 0;
    }
}
