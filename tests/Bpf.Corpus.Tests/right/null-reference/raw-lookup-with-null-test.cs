// mistake: none: the pointer of the helper is compared with null
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
        if (hits is not null)
            Interlocked.Increment(ref *hits);
        return XdpAction.Pass;
    }
}
