// mistake: a timer must be in a map
using Bpf;

[BpfObject(License = "GPL")]
public static class Global
{
    static BpfTimer s_timer; //!!

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        s_timer.Start(1_000_000); //!!
        return TrafficControlAction.Next;
    }
}
