// mistake: the right operand of an or is evaluated when the lookup failed
using Bpf;

[BpfObject(License = "GPL")]
public static class Or
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<uint, uint> Marks = new();

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (Marks.TryGetRef(context.Interface, out BpfRef<uint> mark) || mark.Value == 7) //!!
            return TrafficControlAction.Drop;
        return TrafficControlAction.Next;
    }
}
