// mistake: the packet may be shorter than a header
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Filter
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
        return data[23] == 17 ? XdpAction.Drop : XdpAction.Pass; //!!
    }
}
