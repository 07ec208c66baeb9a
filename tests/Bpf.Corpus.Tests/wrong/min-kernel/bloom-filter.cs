// mistake: Bloom filters need Linux 5.16
// props: BpfMinKernel=5.10
// shows: needs 5.16
using Bpf;

[BpfObject(License = "GPL")]
public static class Filter
{
    [BpfMap(MaxEntries = 1024)] //!!
    static readonly BpfBloomFilter<uint> Seen = new(); //!!

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        if (!Seen.MayContain(context.IngressInterface)) //!!
            Seen.Add(context.IngressInterface);
        return XdpAction.Pass;
    }
}
