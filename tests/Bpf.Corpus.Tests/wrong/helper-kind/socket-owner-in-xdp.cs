// mistake: a packet that arrives has no socket yet
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class NoSocket
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
        => BpfHelpers.GetSocketUid(context.Pointer) == 1000 ? XdpAction.Drop : XdpAction.Pass; //!!
}
