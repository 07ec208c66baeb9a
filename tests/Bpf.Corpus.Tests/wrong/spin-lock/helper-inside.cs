// mistake: a helper is called while the lock is held
using Bpf;

[BpfObject(License = "GPL")]
public static class Buckets
{
    public struct Bucket { public BpfSpinLock Lock; public ulong Last; public ulong Tokens; }

    [BpfMap(MaxEntries = 16)]
    static readonly BpfArray<Bucket> Table = new();

    [TcxEgress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!Table.TryGetRef(0, out BpfRef<Bucket> bucket))
            return TrafficControlAction.Next;
        using (bucket.Value.Lock.EnterScope())
        {
            bucket.Value.Last = BpfHelpers.KtimeGetNs(); //!!
            bucket.Value.Tokens -= context.Length;
        }

        return TrafficControlAction.Next;
    }
}
