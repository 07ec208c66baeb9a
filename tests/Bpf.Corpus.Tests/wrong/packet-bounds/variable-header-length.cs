// mistake: the options of IPv4 move the ports behind the checked bytes
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Options
{
    static ulong s_dns;

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* ip = context.Data + 14;
        if (ip + 24 > context.DataEnd)
            return XdpAction.Pass;
        int length = (ip[0] & 15) * 4;
        if (*(ushort*)(ip + length + 2) == 0x3500) //!!
            s_dns++;
        return XdpAction.Pass;
    }
}
