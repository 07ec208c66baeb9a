// mistake: none: each round compares with the end
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Tags
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* at = context.Data + 12, end = context.DataEnd;
        for (int i = 0; i < 3; i++)
        {
            if (at + 4 > end)
                return XdpAction.Pass;
            if (at[0] != 0x81 || at[1] != 0)
                break;
            at += 4;
        }

        return at + 2 <= end && at[0] == 8 ? XdpAction.Pass : XdpAction.Drop;
    }
}
