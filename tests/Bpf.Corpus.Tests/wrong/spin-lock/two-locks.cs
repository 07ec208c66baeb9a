// mistake: a second lock is taken while the first is held
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
        using (from.Value.Lock.EnterScope())
        {
            using (to.Value.Lock.EnterScope()) //!!
            {
                to.Value.Value += from.Value.Value;
                from.Value.Value = 0;
            }
        }

        return XdpAction.Pass;
    }
}
