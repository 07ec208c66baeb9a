// mistake: the record stays reserved when the call succeeds
using Bpf;

[BpfObject(License = "GPL")]
public static class Reserved
{
    public struct Event { public uint Length; }

    [BpfMap(MaxEntries = 4)]
    static readonly BpfProgramArray Steps = new();

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Event> Events = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        if (!Events.TryReserve(out BpfRef<Event> e)) //!!
            return XdpAction.Pass;
        e.Value.Length = (uint)context.Length;
        Steps.TailCall(context, 1); //!!
        Events.Submit(e);
        return XdpAction.Pass;
    }
}
