// mistake: none: the value is copied before the record is submitted
using Bpf;

[BpfObject(License = "GPL")]
public static class Reads
{
    public struct Read { public int Descriptor; public int Process; public ulong Length; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Read> Events = new();

    static ulong s_bytes;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor, nuint buffer, nuint length)
    {
        if (!Events.TryReserve(out BpfRef<Read> read))
            return 0;
        read.Value = new Read { Descriptor = descriptor, Process = BpfHelpers.CurrentProcessId, Length = length };
        ulong bytes = read.Value.Length;
        Events.Submit(read);
        s_bytes += bytes;
        return 0;
    }
}
