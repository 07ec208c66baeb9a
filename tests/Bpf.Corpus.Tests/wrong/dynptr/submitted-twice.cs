// mistake: the record is discarded and submitted
using Bpf;

[BpfObject(License = "GPL")]
public static class Dynptrs
{
    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<byte> Output = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        if (Output.Reserve(16, out BpfDynptr record) != 0)
            Output.Discard(ref record);
        else
            record.TryWrite(0, descriptor);
        Output.Submit(ref record); //!!
        return 0;
    }
}
