// mistake: none: names longer than the kernel keeps, equal in their first 15 characters
using Bpf;

[BpfObject(License = "GPL")]
public static class AllocationsOfAllProcesses
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, ulong> AllocatedBytesByProcess = new();

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, ulong> AllocatedBytesByThread = new();

    [Uprobe("libc:malloc")]
    public static int OnAllocationOfMemory(UprobeContext context, ulong size)
    {
        AllocatedBytesByProcess.Update(BpfHelpers.CurrentProcessId, size);
        AllocatedBytesByThread.Update(BpfHelpers.CurrentThreadId, size);
        return 0;
    }
}
