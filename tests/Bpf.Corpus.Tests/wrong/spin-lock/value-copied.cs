// mistake: a value with a lock is copied
using Bpf;

[BpfObject(License = "GPL")]
public static class Snapshot
{
    public struct Guarded { public BpfSpinLock Lock; public int First; public int Second; }

    [BpfMap(MaxEntries = 4)]
    static readonly BpfArray<Guarded> Values = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        if (!Values.TryGetRef(0, out BpfRef<Guarded> value))
            return XdpAction.Pass;
        Values.Update(1, value.Value); //!!
        return XdpAction.Pass;
    }
}
