// mistake: the helper method submits, and so does its caller
using Bpf;

[BpfObject(License = "GPL")]
public static class Connects
{
    public struct Connect { public int Descriptor; public int Process; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Connect> Events = new();

    static void Fill(BpfRef<Connect> connect, int descriptor)
    {
        connect.Value = new Connect { Descriptor = descriptor, Process = BpfHelpers.CurrentProcessId };
        Events.Submit(connect);
    }

    [Uprobe("libc:connect")]
    public static int OnConnect(UprobeContext context, int descriptor)
    {
        if (Events.TryReserve(out BpfRef<Connect> connect))
        {
            Fill(connect, descriptor);
            Events.Submit(connect); //!!
        }

        return 0;
    }
}
