// mistake: none: the pointers are fetched and compared again after the change
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
        byte kind = data[12];
        if (BpfHelpers.XdpAdjustHead(context.Pointer, -20) != 0)
            return XdpAction.Drop;
        data = context.Data;
        if (data + 34 > context.DataEnd)
            return XdpAction.Drop;
        data[32] = kind;
        return XdpAction.Transmit;
    }
}
