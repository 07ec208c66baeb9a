// mistake: the record is filled and submitted although the buffer may be full
using Bpf;

[BpfObject(License = "GPL")]
public static class Faults
{
    public struct Fault { public ulong Address; public int Process; public int Count; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Fault> Events = new();

    [Uprobe("libc:mprotect")]
    public static int OnProtect(UprobeContext context, ulong address)
    {
        Events.TryReserve(out BpfRef<Fault> fault);
        fault.Value = new Fault { Address = address, Process = BpfHelpers.CurrentProcessId }; //!!
        Events.Submit(fault);
        return 0;
    }
}
