// mistake: the size of a ring buffer is given in entries
using Bpf;

[BpfObject(License = "GPL")]
public static class Entries
{
    public struct Event { public int Process; }

    [BpfMap(MaxEntries = 1024)] //!!
    static readonly BpfRingBuffer<Event> Events = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        Events.Output(new Event { Process = BpfHelpers.CurrentProcessId });
        return 0;
    }
}
