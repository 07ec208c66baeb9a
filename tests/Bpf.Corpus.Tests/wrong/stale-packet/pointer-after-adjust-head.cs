// mistake: the old pointer is used after the head of the packet moved
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Encapsulate
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
        if (data + 14 > context.DataEnd)
            return XdpAction.Pass;
        if (BpfHelpers.XdpAdjustHead(context.Pointer, -20) != 0)
            return XdpAction.Drop;
        data[12] = 8; //!!
        return XdpAction.Transmit;
    }
}
