// mistake: none: the dynptr is discarded when Reserve fails
using Bpf;

[BpfObject(License = "GPL")]
public static class Lines
{
    [BpfMap(ByteSize = 65536)]
    static readonly BpfRingBuffer<byte> Output = new();

    [Uprobe("libc:puts")]
    public static int OnPuts(UprobeContext context, nuint text)
    {
        if (Output.Reserve(32, out BpfDynptr record) != 0)
        {
            Output.Discard(ref record);
            return 0;
        }

        record.TryWrite(0, BpfHelpers.CurrentProcessId);
        Output.Submit(ref record);
        return 0;
    }
}
