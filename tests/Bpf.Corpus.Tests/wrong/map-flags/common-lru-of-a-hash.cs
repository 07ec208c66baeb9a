// mistake: the flag is one of LRU maps
using Bpf;

[BpfObject(License = "GPL")]
public static class NoLru
{
    [BpfMap(MaxEntries = 64, Flags = MapFlags.NoCommonLru)] //!!
    static readonly BpfHashMap<uint, uint> Seen = new(); //!!

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        Seen.Update(context.IngressInterface, 1U);
        return XdpAction.Pass;
    }
}
