// mistake: none: the method submits or discards on each path
using Bpf;

[BpfObject(License = "GPL")]
public static class Writes
{
    public struct Write { public int Descriptor; public int Length; }

    [BpfMap(ByteSize = 8192)]
    static readonly BpfRingBuffer<Write> Events = new();

    static void Send(BpfRef<Write> write, int descriptor, int length)
    {
        if (length == 0)
        {
            Events.Discard(write);
            return;
        }

        write.Value = new Write { Descriptor = descriptor, Length = length };
        Events.Submit(write);
    }

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, int length)
    {
        if (Events.TryReserve(out BpfRef<Write> write))
            Send(write, descriptor, length);
        return 0;
    }
}
