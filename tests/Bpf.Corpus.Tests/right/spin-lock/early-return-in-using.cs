// mistake: none: using releases the lock before the return
using Bpf;

[BpfObject(License = "GPL")]
public static class Quota
{
    public struct Limit { public BpfSpinLock Lock; public long Left; }

    [BpfMap(MaxEntries = 16)]
    static readonly BpfHashMap<uint, Limit> Limits = new();

    [TcxEgress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        uint length = context.Length;
        if (!Limits.TryGetRef(context.Mark, out BpfRef<Limit> limit))
            return TrafficControlAction.Next;
        using (limit.Value.Lock.EnterScope())
        {
            if (limit.Value.Left <= 0)
                return TrafficControlAction.Drop;
            limit.Value.Left -= length;
        }

        return TrafficControlAction.Next;
    }
}
