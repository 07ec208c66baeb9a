// mistake: the record is submitted in the try and discarded in the finally
using Bpf;

[BpfObject(License = "GPL")]
public static class Closes
{
    public struct Close { public int Descriptor; public int Thread; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Close> Events = new();

    [Uprobe("libc:close")]
    public static int OnClose(UprobeContext context, int descriptor)
    {
        if (!Events.TryReserve(out BpfRef<Close> close))
            return 0;
        try
        {
            close.Value = new Close { Descriptor = descriptor, Thread = BpfHelpers.CurrentThreadId };
            Events.Submit(close);
        }
        finally
        {
            Events.Discard(close); //!!
        }

        return 0;
    }
}
