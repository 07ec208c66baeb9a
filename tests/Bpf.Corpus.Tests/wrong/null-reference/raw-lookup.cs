// mistake: the pointer of the helper itself is dereferenced at once
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class RawCounter
{
    [BpfMap(MaxEntries = 16)]
    static readonly BpfArray<ulong> Hits = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        uint key = context.ReceiveQueue;
        ulong* hits = (ulong*)BpfHelpers.MapLookupElem(Hits, &key);
        *hits += 1; //!!
        return XdpAction.Pass;
    }
}
