// mistake: the record is read for a statistic after it was submitted
using Bpf;

[BpfObject(License = "GPL")]
public static class Reads
{
    public struct Read { public int Descriptor; public ulong Length; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Read> Events = new();

    static ulong s_bytes;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor, nuint buffer, nuint length)
    {
        if (!Events.TryReserve(out BpfRef<Read> read))
            return 0;
        read.Value.Descriptor = descriptor;
        read.Value.Length = length;
        Events.Submit(read);
        s_bytes += read.Value.Length; //!!
        return 0;
    }
}
