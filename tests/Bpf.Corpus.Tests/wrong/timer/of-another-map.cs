// mistake: the timer lives in another map
using Bpf;

[BpfObject(License = "GPL")]
public static class Expiry
{
    public struct Session { public BpfTimer Timer; public uint Packets; }

    [BpfMap(MaxEntries = 16)]
    static readonly BpfHashMap<uint, Session> Sessions = new();

    [BpfMap(MaxEntries = 16)]
    static readonly BpfHashMap<uint, Session> Closed = new();

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (Sessions.TryGetRef(context.Interface, out BpfRef<Session> session))
            session.Value.Timer.Initialize(Closed); //!!
        return TrafficControlAction.Next;
    }
}
