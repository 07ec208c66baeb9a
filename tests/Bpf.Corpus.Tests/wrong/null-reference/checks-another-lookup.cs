// mistake: two lookups, and the check asks about the other one
using Bpf;

[BpfObject(License = "GPL")]
public static class Transfers
{
    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<int, ulong> Sent = new();

    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<int, ulong> Received = new();

    [Uretprobe("libc:recv")]
    public static int OnReceived(UretprobeContext context, long result)
    {
        int process = BpfHelpers.CurrentProcessId;
        bool known = Sent.TryGetRef(process, out BpfRef<ulong> sent);
        Received.TryGetRef(process, out BpfRef<ulong> received);
        if (!known || result <= 0)
            return 0;
        received.Value += (ulong)result; //!!
        sent.Value |= 0;
        return 0;
    }
}
