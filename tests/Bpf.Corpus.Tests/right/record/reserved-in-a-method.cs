// mistake: none: a method of one's own reserves, and the caller submits
using Bpf;

[BpfObject(License = "GPL")]
public static class Events
{
    public struct Event { public int Process; public int Descriptor; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Event> Records = new();

    static bool TryBegin(int descriptor, out BpfRef<Event> e)
    {
        if (!Records.TryReserve(out e))
            return false;
        e.Value = new Event { Process = BpfHelpers.CurrentProcessId, Descriptor = descriptor };
        return true;
    }

    [Uprobe("libc:close")]
    public static int OnClose(UprobeContext context, int descriptor)
    {
        if (TryBegin(descriptor, out BpfRef<Event> e))
            Records.Submit(e);
        return 0;
    }
}
