// mistake: the method pushes a tag, which invalidates the caller's pointer
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Mark
{
    static bool TryTag(TrafficControlContext context, ushort tag) => BpfHelpers.SkbVlanPush(context.Pointer, 0x81, tag) == 0;

    [TcxEgress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        byte* data = context.Data;
        if (data + 34 > context.DataEnd || !TryTag(context, 7))
            return TrafficControlAction.Next;
        return data[23] == 1 ? TrafficControlAction.Drop : TrafficControlAction.Next; //!!
    }
}
