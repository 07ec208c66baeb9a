// mistake: none: a bool keeps the answer until the early return
using Bpf;

[BpfObject(License = "GPL")]
public static class Transfers
{
    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<int, ulong> Received = new();

    [Uretprobe("libc:recv")]
    public static int OnReceived(UretprobeContext context, long result)
    {
        bool known = Received.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<ulong> received) && result > 0;
        if (!known)
            return 0;
        received.Value += (ulong)result;
        return 0;
    }
}
