// mistake: none: the timer belongs to the map
using Bpf;

[BpfObject(License = "GPL")]
public static class Expiry
{
    public struct Session { public BpfTimer Timer; public uint Packets; }

    [BpfMap(MaxEntries = 16)]
    static readonly BpfHashMap<uint, Session> Sessions = new();

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!Sessions.TryGetRef(context.Interface, out BpfRef<Session> session))
            return TrafficControlAction.Next;
        session.Value.Timer.Initialize(Sessions);
        session.Value.Timer.SetCallback(Sessions, static (map, ref key, ref value) => value.Packets = 0);
        session.Value.Timer.Start(1_000_000);
        return TrafficControlAction.Next;
    }
}
