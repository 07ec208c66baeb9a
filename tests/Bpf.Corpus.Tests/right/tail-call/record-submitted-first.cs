// mistake: none: the record is submitted before the call
using Bpf;

[BpfObject(License = "GPL")]
public static class Reserved
{
    public struct Event { public uint Length; public uint Device; }

    [BpfMap(MaxEntries = 4)]
    static readonly BpfProgramArray Steps = new();

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Event> Events = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        if (Events.TryReserve(out BpfRef<Event> e))
        {
            e.Value = new Event { Length = (uint)context.Length, Device = context.IngressInterface };
            Events.Submit(e);
        }

        Steps.TailCall(context, 1);
        return XdpAction.Pass;
    }
}
