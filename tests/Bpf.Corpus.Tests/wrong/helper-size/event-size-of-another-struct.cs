// mistake: sizeof of the wrong struct
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Pipes
{
    public struct Header { public ulong Time; public int Process; public int Kind; }
    public struct Message { public Header Header; public ulong First; public ulong Second; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Message> Events = new();

    [Uprobe("libc:pipe")]
    public static int OnPipe(UprobeContext context)
    {
        Header header = new() { Time = BpfHelpers.MonotonicNanoseconds, Process = BpfHelpers.CurrentProcessId };
        BpfHelpers.RingbufOutput(Events, &header, (ulong)sizeof(Message), 0); //!!
        return 0;
    }
}
