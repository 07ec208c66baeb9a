// mistake: none: two branches set the same fields
using Bpf;

[BpfObject(License = "GPL")]
public static class Complete
{
    public struct Event { public int Process; public int Kind; public ulong Time; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Event> Events = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        if (!Events.TryReserve(out BpfRef<Event> e))
            return 0;
        e.Value.Process = BpfHelpers.CurrentProcessId;
        e.Value.Time = BpfHelpers.MonotonicNanoseconds;
        if (descriptor == 0)
            e.Value.Kind = 1;
        else
            e.Value.Kind = 2;
        Events.Submit(e);
        return 0;
    }
}
