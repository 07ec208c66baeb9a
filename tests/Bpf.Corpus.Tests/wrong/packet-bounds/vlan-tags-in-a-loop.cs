// mistake: each tag moves the pointer, but the end was compared only once
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Tags
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* at = context.Data + 12;
        if (at + 6 > context.DataEnd)
            return XdpAction.Pass;
        for (int i = 0; i < 3; i++)
        {
            if (at[0] != 0x81 || at[1] != 0) //!!
                break;
            at += 4;
        }

        return at[0] == 8 ? XdpAction.Pass : XdpAction.Drop;
    }
}
