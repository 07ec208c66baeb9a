// mistake: only programs of device maps know the outgoing device
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Outgoing
{
    struct Metadata { public uint Data, DataEnd, DataMeta, Ingress, Queue, Egress; }

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        var metadata = (Metadata*)context.Pointer;
        return metadata->Egress == 2 ? XdpAction.Drop : XdpAction.Pass; //!!
    }
}
