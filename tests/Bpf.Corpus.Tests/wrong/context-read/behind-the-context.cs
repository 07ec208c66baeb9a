// mistake: an offset behind the last field
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Behind
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        uint value = ((uint*)context.Pointer)[40]; //!!
        return value == 0 ? XdpAction.Pass : XdpAction.Drop;
    }
}
