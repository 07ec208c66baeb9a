// mistake: a copy of the reference is the same record
using Bpf;

[BpfObject(License = "GPL")]
public static class Forks
{
    public struct Fork { public int Parent; public int Thread; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Fork> Events = new();

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        if (!Events.TryReserve(out BpfRef<Fork> fork))
            return 0;
        BpfRef<Fork> other = fork;
        fork.Value = new Fork { Parent = BpfHelpers.CurrentProcessId };
        Events.Submit(fork);
        Events.Submit(other); //!!
        return 0;
    }
}
