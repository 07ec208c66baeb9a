// mistake: each round reserves a record, and only the last one is submitted
using Bpf;

[BpfObject(License = "GPL")]
public static class Batches
{
    public struct Part { public int Index; public int Process; }

    [BpfMap(ByteSize = 16384)]
    static readonly BpfRingBuffer<Part> Parts = new();

    [Uprobe("libc:writev")]
    public static int OnWritev(UprobeContext context, int descriptor)
    {
        BpfRef<Part> part = default;
        for (int i = 0; i < 3; i++)
        {
            if (!Parts.TryReserve(out part)) //!!
                return 0;
            part.Value = new Part { Index = i, Process = BpfHelpers.CurrentProcessId };
        }

        Parts.Submit(part);
        return 0;
    }
}
