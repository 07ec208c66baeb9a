// mistake: none: the time is read before the lock is taken
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
        ulong now = BpfHelpers.KtimeGetNs();
        uint length = context.Length;
        using (bucket.Value.Lock.EnterScope())
        {
            bucket.Value.Last = now;
            bucket.Value.Tokens -= length;
        }

        return TrafficControlAction.Next;
    }
}
