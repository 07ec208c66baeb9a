// mistake: the length and the type of a packet in one read
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Both
{
    static ulong s_both;

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        s_both = *(ulong*)context.Pointer; //!!
        return TrafficControlAction.Next;
    }
}
