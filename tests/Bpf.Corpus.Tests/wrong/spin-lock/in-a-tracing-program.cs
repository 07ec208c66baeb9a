// mistake: tracing programs must not take spin locks
using Bpf;

[BpfObject(License = "GPL")]
public static class Trace
{
    public struct Sum { public BpfSpinLock Lock; public ulong Bytes; public ulong Calls; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, Sum> Sums = new();

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, nuint length)
    {
        if (!Sums.TryGetRef(descriptor, out BpfRef<Sum> sum))
            return 0;
        using (sum.Value.Lock.EnterScope()) //!!
        {
            sum.Value.Bytes += length;
            sum.Value.Calls++;
        }

        return 0;
    }
}
