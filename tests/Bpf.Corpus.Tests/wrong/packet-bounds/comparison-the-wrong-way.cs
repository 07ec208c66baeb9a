// mistake: the comparison with the end is reversed
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Reversed
{
    static ulong s_arp;

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        byte* data = context.Data, end = context.DataEnd;
        if (data + 14 < end)
            return TrafficControlAction.Next;
        if (data[12] == 8 && data[13] == 6) //!!
            s_arp++;
        return TrafficControlAction.Next;
    }
}
