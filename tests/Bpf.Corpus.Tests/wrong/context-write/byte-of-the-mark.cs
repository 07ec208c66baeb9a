// mistake: the mark is written as a whole
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Part
{
    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        SetFirstByte((uint*)context.Pointer + 2, 7);
        return TrafficControlAction.Next;
    }

    static void SetFirstByte(uint* word, byte value) => *(byte*)word = value; //!!
}
