using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of return values of programs.</summary>
public sealed class VerdictFixTests
{
    [Fact]
    public Task Bool() => Verify<VerdictTypeFix>(
        """
        [BpfObject]
        static class Probe
        {
            [Xdp]
            static {|BPF0022:bool|} First(XdpContext context) => true;

            [TcxIngress]
            static {|BPF0022:bool|} Second(TrafficControlContext context)
            {
                // Kept.
                if (context.Length == 0)
                    return false; // This, too.
                return context.Length > 60;
            }

            [SocketFilter]
            static {|BPF0022:bool|} Third(SocketFilterContext context) => context.Length > 60;
        }
        """,
        """
        [BpfObject]
        static class Probe
        {
            [Xdp]
            static XdpAction First(XdpContext context) => XdpAction.Pass;

            [TcxIngress]
            static TrafficControlAction Second(TrafficControlContext context)
            {
                // Kept.
                if (context.Length == 0)
                    return TrafficControlAction.Drop; // This, too.
                return context.Length > 60 ? TrafficControlAction.Next : TrafficControlAction.Drop;
            }

            [SocketFilter]
            static int Third(SocketFilterContext context) => context.Length > 60 ? -1 : 0;
        }
        """);

    [Fact]
    public Task Nothing() => Verify<VerdictTypeFix>(
        """
        [BpfObject]
        static class Probe
        {
            static ulong s_packets;

            [Xdp]
            static {|BPF0022:void|} First(XdpContext context) => s_packets++;

            [CgroupSkbEgress]
            static {|BPF0022:void|} Second(CgroupSkbContext context)
            {
                if (context.Length == 0)
                    return;
                s_packets++;
            }
        }
        """,
        """
        [BpfObject]
        static class Probe
        {
            static ulong s_packets;

            [Xdp]
            static XdpAction First(XdpContext context)
            {
                s_packets++;
                return XdpAction.Pass;
            }

            [CgroupSkbEgress]
            static bool Second(CgroupSkbContext context)
            {
                if (context.Length == 0)
                    return true;
                s_packets++;
                return true;
            }
        }
        """);

    [Fact]
    public Task EnumOfAnotherKind() => Verify<VerdictTypeFix>(
        """
        [BpfObject]
        static class Probe
        {
            [TcxIngress]
            static {|BPF0022:XdpAction|} OnPacket(TrafficControlContext context) => context.Length > 60 ? XdpAction.Pass : XdpAction.Drop;
        }
        """,
        """
        [BpfObject]
        static class Probe
        {
            [TcxIngress]
            static TrafficControlAction OnPacket(TrafficControlContext context) => context.Length > 60 ? TrafficControlAction.Pass : TrafficControlAction.Drop;
        }
        """);

    [Fact]
    public Task ConvertedVerdict() => Verify<ForeignVerdictFix>(
        """
        [BpfObject]
        static class Probe
        {
            [TcxIngress]
            static int OnPacket(TrafficControlContext context) => context.Length > 60 ? {|BPF0023:(int)XdpAction.Pass|} : {|BPF0023:(int)XdpAction.Redirect|};
        }
        """,
        """
        [BpfObject]
        static class Probe
        {
            [TcxIngress]
            static int OnPacket(TrafficControlContext context) => context.Length > 60 ? (int)TrafficControlAction.Pass : (int)TrafficControlAction.Redirect;
        }
        """);

    [Fact]
    public Task ConvertedVerdictWithoutACounterpart() => VerifyNone<ForeignVerdictFix>(
        """
        [BpfObject]
        static class Probe
        {
            [TcxIngress]
            static int OnPacket(TrafficControlContext context) => {|BPF0023:(int)XdpAction.Transmit|};
        }
        """);
}
