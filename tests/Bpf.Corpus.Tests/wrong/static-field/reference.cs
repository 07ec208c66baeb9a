// mistake: a static list is an object of the process
using Bpf;

[BpfObject(License = "GPL")]
public static class Listed
{
    static readonly List<int> Ports = [80, 443]; //!!

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
        => Ports.Contains((int)context.IngressInterface) ? XdpAction.Drop : XdpAction.Pass; //!!
}
