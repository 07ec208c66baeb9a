// mistake: none: the end is compared again behind the options
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Options
{
    static ulong s_dns;

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* ip = context.Data + 14, end = context.DataEnd;
        if (ip + 20 > end)
            return XdpAction.Pass;
        uint length = (uint)(ip[0] & 15) * 4;
        byte* udp = ip + length;
        if (udp + 8 > end)
            return XdpAction.Pass;
        if (*(ushort*)(udp + 2) == 0x3500)
            s_dns++;
        return XdpAction.Pass;
    }
}
