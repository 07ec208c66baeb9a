// mistake: a packet is not redirected by writing the queue
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Queue
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        uint* metadata = (uint*)context.Pointer;
        metadata[4] = 0; //!!
        return XdpAction.Pass;
    }
}
