// mistake: the table has four slots
// runs: OnPacket(00)
// shows: result is 1, meant 2
using Bpf;

[BpfObject(License = "GPL")]
public static class Chain
{
    [BpfMap(MaxEntries = 4)]
    static readonly BpfProgramArray Steps = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        Steps.TailCall(context, 4); //!!
        return XdpAction.Drop;
    }
}
