using System.Runtime.CompilerServices;

// Packets: lengths, and calls that move them.

[BpfObject(License = "GPL")]
public static unsafe class PacketUnchecked
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
#if REMEDY
        if (context.Data + 14 > context.DataEnd)
            return XdpAction.Pass;
#endif
        return context.Data[12] == 8 ? XdpAction.Drop : XdpAction.Pass; //!! Packet
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PacketCheckedTooShort
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
#if REMEDY
        if (data + 24 > context.DataEnd)
#else
        if (data + 14 > context.DataEnd)
#endif
            return XdpAction.Pass;
        return data[23] == 6 ? XdpAction.Drop : XdpAction.Pass; //!! Packet
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PacketCheckedTheWrongWay
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
#if REMEDY
        if (data + 14 > context.DataEnd)
#else
        if (data + 14 < context.DataEnd)
#endif
            return XdpAction.Pass;
        return data[12] == 8 ? XdpAction.Drop : XdpAction.Pass; //!! Packet
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PacketHeaderLength
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
        if (data + 34 > context.DataEnd)
            return XdpAction.Pass;
        byte* tcp = data + 14 + ((data[14] & 15) * 4);
#if REMEDY
        if (tcp + 20 > context.DataEnd)
            return XdpAction.Pass;
#endif
        return tcp[13] == 2 ? XdpAction.Drop : XdpAction.Pass; //!! Packet
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PacketUsedAfterAdjustment
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* data = context.Data;
        if (data + 14 > context.DataEnd)
            return XdpAction.Pass;
        if (BpfHelpers.XdpAdjustHead(context.Pointer, -8) != 0)
            return XdpAction.Drop;
#if REMEDY
        data = context.Data;
        if (data + 14 > context.DataEnd)
            return XdpAction.Drop;
#endif
        data[0] = 1; //!! Packet
        return XdpAction.Pass;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PacketUsedAfterPull
{
    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        byte* data = context.Data;
        if (data + 14 > context.DataEnd)
            return TrafficControlAction.Pass;
        if (BpfHelpers.SkbPullData(context.Pointer, 64) != 0)
            return TrafficControlAction.Pass;
#if REMEDY
        data = context.Data;
        if (data + 14 > context.DataEnd)
            return TrafficControlAction.Pass;
#endif
        return data[12] == 8 ? TrafficControlAction.Drop : TrafficControlAction.Pass; //!! Packet
    }
}

[BpfObject(License = "GPL")]
public static unsafe class ReferenceAfterChange
{
    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!context.TryGetRef(0, out BpfRef<ulong> start))
            return TrafficControlAction.Pass;
        BpfHelpers.SkbChangeHead(context.Pointer, 8, 0);
#if REMEDY
        if (!context.TryGetRef(0, out start))
            return TrafficControlAction.Pass;
#endif
        return start.Value == 0 ? TrafficControlAction.Drop : TrafficControlAction.Pass; //!! Packet
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PartOfAStruct
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
#if REMEDY
        if (!context.TryGetRef(12, out BpfRef<uint> type))
            return XdpAction.Pass;
        return type.Value == 8 ? XdpAction.Drop : XdpAction.Pass;
#else
        if (!context.TryGetRef(12, out BpfRef<ushort> type))
            return XdpAction.Pass;
        return Unsafe.As<ushort, uint>(ref type.Value) == 8 ? XdpAction.Drop : XdpAction.Pass; //!! Packet
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class EndFollowed
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        byte* end = context.DataEnd;
#if REMEDY
        byte* data = context.Data;
        if (data + 1 > end)
            return XdpAction.Pass;
        return data[0] == 8 ? XdpAction.Drop : XdpAction.Pass;
#else
        return end[0] == 8 ? XdpAction.Drop : XdpAction.Pass; //!! Memory
#endif
    }
}
