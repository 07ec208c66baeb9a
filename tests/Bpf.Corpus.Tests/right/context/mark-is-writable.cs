// mistake: none: the mark of a packet can be written
using Bpf;

[BpfObject(License = "GPL")]
public static class Marks
{
    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        context.Mark = context.Interface << 8;
        context.Priority = 1;
        return TrafficControlAction.Next;
    }
}
