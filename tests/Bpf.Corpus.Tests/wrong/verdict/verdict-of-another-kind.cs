// mistake: the verdict of traffic control in an XDP program
using Bpf;

[BpfObject(License = "GPL")]
public static class Mixed
{
    [Xdp]
    public static TrafficControlAction OnPacket(XdpContext context) //!!
        => context.Length > 1000 ? TrafficControlAction.Drop : TrafficControlAction.Pass;
}
