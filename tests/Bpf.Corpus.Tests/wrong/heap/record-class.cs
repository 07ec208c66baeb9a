// mistake: a record without struct is a class
using Bpf;

[BpfObject(License = "GPL")]
public static class Records
{
    sealed record Flow(uint Source, uint Destination);

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        Flow flow = new(context.IngressInterface, context.ReceiveQueue); //!!
        return flow.Source == flow.Destination ? XdpAction.Drop : XdpAction.Pass;
    }
}
