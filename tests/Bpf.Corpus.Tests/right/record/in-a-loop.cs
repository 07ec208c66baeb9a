// mistake: none: each round submits its record
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
        for (int i = 0; i < 3; i++)
        {
            if (!Parts.TryReserve(out BpfRef<Part> part))
                return 0;
            part.Value = new Part { Index = i, Process = BpfHelpers.CurrentProcessId };
            Parts.Submit(part);
        }

        return 0;
    }
}
