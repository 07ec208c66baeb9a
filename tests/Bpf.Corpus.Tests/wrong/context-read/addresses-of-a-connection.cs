// mistake: only programs of cgroups and socket maps see the addresses of the connection
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Peer
{
    const int RemoteAddress = 92;

    static uint s_peer;

    [TcxEgress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        byte* fields = (byte*)context.Pointer;
        s_peer = *(uint*)(fields + RemoteAddress); //!!
        return TrafficControlAction.Next;
    }
}
