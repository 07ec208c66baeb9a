// mistake: the reference to the header is used without its check
using Bpf;

[BpfObject(License = "GPL")]
public static class Decrement
{
    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        context.TryGetRef(14, out BpfRef<Ipv4Header> ip);
        return ip.Value.TimeToLive < 2 ? TrafficControlAction.Drop : TrafficControlAction.Next; //!!
    }
}
