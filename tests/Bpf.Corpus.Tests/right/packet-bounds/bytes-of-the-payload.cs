// mistake: none: each byte of the payload is compared with the end
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Payload
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data, end = context.DataEnd;
        if (data + 42 > end)
            return XdpAction.Pass;
        int length = (data[38] << 8) | data[39];
        byte sum = 0;
        for (int i = 0; i < length && i < 64; i++)
        {
            if (data + 34 + i + 1 > end)
                break;
            sum += data[34 + i];
        }

        return sum == 0 ? XdpAction.Drop : XdpAction.Pass;
    }
}
