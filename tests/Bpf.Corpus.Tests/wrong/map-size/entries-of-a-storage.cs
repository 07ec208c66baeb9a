// mistake: storage maps have no capacity
using Bpf;

[BpfObject(License = "GPL")]
public static class Storage
{
    [BpfMap(MaxEntries = 1024)] //!!
    static readonly BpfTaskStorage<ulong> Starts = new(); //!!

    [BtfTracepoint("task_rename")]
    public static unsafe int OnRename(BtfTracepointContext context)
    {
        BpfHelpers.TaskStorageDelete(Starts, BpfHelpers.GetCurrentTaskBtf());
        return 0;
    }
}
