// mistake: the length in the header is longer than the packet
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Payload
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
        if (data + 42 > context.DataEnd)
            return XdpAction.Pass;
        int length = (data[38] << 8) | data[39];
        byte sum = 0;
        for (int i = 0; i < length && i < 64; i++)
            sum += data[34 + i]; //!!
        return sum == 0 ? XdpAction.Drop : XdpAction.Pass;
    }
}
