// mistake: none: the loader rounds the size of a ring buffer up
using Bpf;

[BpfObject(License = "GPL")]
public static class Odd
{
    public struct Event { public int Process; }

    [BpfMap(ByteSize = 100_000)]
    static readonly BpfRingBuffer<Event> Events = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        Events.Output(new Event { Process = BpfHelpers.CurrentProcessId });
        return 0;
    }
}
