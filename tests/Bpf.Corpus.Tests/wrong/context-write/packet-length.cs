// mistake: the length of a packet cannot be assigned
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Shorten
{
    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        *(uint*)context.Pointer = 64; //!!
        return TrafficControlAction.Next;
    }
}
