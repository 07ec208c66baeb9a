using Bpf;

namespace RightPrograms;

// Verdicts that pass through several methods.
[BpfObject(License = "GPL")]
public static class Verdicts
{
    static readonly int Default = (int)XdpAction.Pass;
    static uint s_interface;

    [Xdp]
    public static XdpAction Enum(XdpContext context) => context.IngressInterface == s_interface ? XdpAction.Drop : XdpAction.Pass;

    [Xdp]
    public static int FromData(XdpContext context) => context.ReceiveQueue > 4 ? Default : (int)XdpAction.Drop;

    [Xdp]
    public static int SortedOut(XdpContext context)
    {
        int found = Find(context.ReceiveQueue);
        if (found < 0)
            return (int)XdpAction.Pass;
        return found;
    }

    [TcxIngress]
    public static TrafficControlAction Translated(TrafficControlContext context)
        => Shared(context.Length) == XdpAction.Pass ? TrafficControlAction.Next : TrafficControlAction.Drop;

    [TcxEgress]
    public static int Number(TrafficControlContext context) => context.Length > 1000 ? -1 : 0;

    [CgroupSkbEgress]
    public static bool Keep(CgroupSkbContext context) => context.Length < 1500;

    [CgroupSkbEgress]
    public static int KeepAndTell(CgroupSkbContext context) => context.Length < 1500 ? 1 : 3;

    [SocketFilter]
    public static int Everything(SocketFilterContext context) => -1;

    [UprobeSession("libc:malloc")]
    public static SessionAction Skip(UprobeSessionContext context, nuint size)
        => !context.IsReturn && size < 4096 ? SessionAction.SkipReturn : SessionAction.RunAtReturn;

    [UprobeSession("libc:malloc")]
    public static void Nothing(UprobeSessionContext context) => s_interface++;

    [SyscallProgram]
    public static XdpAction Ask() => Shared(s_interface);

    static XdpAction Shared(uint length) => length > 60 ? XdpAction.Pass : XdpAction.Drop;

    static int Find(uint queue) => queue > 8 ? -1 : (int)(queue & 1) + 1;
}
