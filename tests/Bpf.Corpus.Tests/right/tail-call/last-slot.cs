// mistake: none: the last slot of the table
using Bpf;

[BpfObject(License = "GPL")]
public static class Chain
{
    const int Slots = 4;

    [BpfMap(MaxEntries = Slots)]
    static readonly BpfProgramArray Steps = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        Steps.TailCall(context, Slots - 1);
        return XdpAction.Pass;
    }
}
