using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Programs whose decisions other programs replace.</summary>
[BpfObject(License = "GPL")]
public static class GuestDecisions
{
    static long s_kept;

    [Xdp]
    public static XdpAction OnPacket(XdpContext context) => Decide(context, -5);

    [Xdp]
    public static XdpAction OnOther(XdpContext context) => Decide(context, 7);

    [BpfGlobalFunc]
    static XdpAction Decide(XdpContext context, short level)
    {
        Interlocked.Increment(ref s_kept);
        return context.IngressInterface == 12345 || level == 12345 ? XdpAction.Transmit : XdpAction.Pass;
    }
}

/// <summary>Programs that replace those decisions.</summary>
[BpfObject(License = "GPL")]
public static class GuestReplacements
{
    static long s_decided, s_levels, s_whole;

    [Freplace("Decide", AutoLoad = false)]
    public static XdpAction Refuse(XdpContext context, short level)
    {
        Interlocked.Increment(ref s_decided);
        Interlocked.Add(ref s_levels, level);
        return context.IngressInterface == 12345 ? XdpAction.Transmit : XdpAction.Drop;
    }

    [Freplace(AutoLoad = false)]
    public static XdpAction Whole(XdpContext context)
    {
        Interlocked.Increment(ref s_whole);
        return context.IngressInterface == 12345 ? XdpAction.Drop : XdpAction.Aborted;
    }

    [Freplace("Decide", AutoLoad = false)]
    public static XdpAction Wider(XdpContext context, long level) => level > 0 ? XdpAction.Drop : XdpAction.Pass;

    [Freplace("Decide", AutoLoad = false)]
    public static long Longer(XdpContext context, short level) => level;

    [Freplace("Decide", AutoLoad = false)]
    public static XdpAction Unsigned(XdpContext context, ushort level) => level > 0 ? XdpAction.Drop : XdpAction.Pass;

    [Freplace("Decide", AutoLoad = false)]
    public static XdpAction Fewer(XdpContext context) => XdpAction.Drop;

    [Freplace("Decide", AutoLoad = false)]
    public static XdpAction OtherContext(TrafficControlContext context, short level) => XdpAction.Drop;
}

/// <summary>A function that takes a struct, and replacements.</summary>
[BpfObject(License = "GPL")]
public static class GuestMeasures
{
    public struct Limits
    {
        public int Low;
        public int High;
    }

    [SocketFilter]
    public static int OnPacket(SocketFilterContext context)
    {
        Limits limits = new() { Low = 3, High = (int)context.Length };
        return Measure(in limits, 2);
    }

    [BpfGlobalFunc]
    static int Measure(in Limits limits, int factor) => limits.High * factor;
}

/// <summary>The replacement of that function.</summary>
[BpfObject(License = "GPL")]
public static class GuestMeasureReplacements
{
    public struct Limits
    {
        public int Low;
        public int High;
    }

    [Freplace("Measure")]
    public static int Low(in Limits limits, int factor) => limits.Low * factor;
}
