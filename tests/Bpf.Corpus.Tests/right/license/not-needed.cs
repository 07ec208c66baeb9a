// mistake: none: without GPL-only helpers any license will do
using Bpf;

[BpfObject(License = "Proprietary")]
public static class Closed
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<uint, ulong> Packets = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        if (Packets.TryGetRef(context.IngressInterface, out BpfRef<ulong> count))
            Interlocked.Increment(ref count.Value);
        return XdpAction.Pass;
    }
}
