// mistake: none: two locks, one after the other
using Bpf;

[BpfObject(License = "GPL")]
public static class Move
{
    public struct Cell { public BpfSpinLock Lock; public int Value; }

    [BpfMap(MaxEntries = 2)]
    static readonly BpfArray<Cell> Cells = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        if (!Cells.TryGetRef(0, out BpfRef<Cell> from) || !Cells.TryGetRef(1, out BpfRef<Cell> to))
            return XdpAction.Pass;
        int taken;
        using (from.Value.Lock.EnterScope())
        {
            taken = from.Value.Value;
            from.Value.Value = 0;
        }

        using (to.Value.Lock.EnterScope())
            to.Value.Value += taken;
        return XdpAction.Pass;
    }
}
