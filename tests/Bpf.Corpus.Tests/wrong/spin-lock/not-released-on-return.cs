// mistake: the early return leaves with the lock
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
        if (!Limits.TryGetRef(context.Mark, out BpfRef<Limit> limit))
            return TrafficControlAction.Next;
        BpfSpinLock.Scope scope = limit.Value.Lock.EnterScope(); //!!
        if (limit.Value.Left <= 0)
            return TrafficControlAction.Drop; //!!
        limit.Value.Left -= context.Length;
        scope.Dispose();
        return TrafficControlAction.Next;
    }
}
