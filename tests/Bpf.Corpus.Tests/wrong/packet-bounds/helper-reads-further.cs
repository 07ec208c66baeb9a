// mistake: the method reads behind what its caller has checked
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Tunnel
{
    static bool IsVxlan(byte* udp) => udp[2] == 0x12 && udp[3] == 0xb5 && (udp[8] & 8) != 0; //!!

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
        if (data + 42 > context.DataEnd)
            return XdpAction.Pass;
        return IsVxlan(data + 34) ? XdpAction.Drop : XdpAction.Pass; //!!
    }
}
