// mistake: 20 bytes are checked, and a field behind them is read
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Ports
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
        if (data + 14 + 20 > context.DataEnd)
            return XdpAction.Pass;
        ushort port = *(ushort*)(data + 14 + 20 + 2); //!!
        return port == 0x3500 ? XdpAction.Drop : XdpAction.Pass;
    }
}
