// mistake: per-CPU values cannot contain locks
using Bpf;

[BpfObject(License = "GPL")]
public static class PerCpu
{
    public struct Guarded { public BpfSpinLock Lock; public int Count; }

    [BpfMap(MaxEntries = 4)]
    static readonly BpfPerCpuArray<Guarded> Values = new(); //!!

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        if (Values.TryGetRef(0, out BpfRef<Guarded> value))
        {
            using (value.Value.Lock.EnterScope())
                value.Value.Count++;
        }

        return XdpAction.Pass;
    }
}
