using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about return values of programs.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData("Xdp", "bool", "XdpContext context", "=> true;", "XdpAction, or int with its values", "true is 1 (XDP_DROP), false is 0 (XDP_ABORTED)")]
    [InlineData("Xdp", "void", "XdpContext context", "{ }", "XdpAction, or int with its values", "without a result the kernel gets 0 (XDP_ABORTED)")]
    [InlineData("Xdp", "TrafficControlAction", "", "=> TrafficControlAction.Pass;", "XdpAction, or int with its values", "that is the verdict of another kind of program")]
    [InlineData("TcxIngress", "void", "", "{ }", "TrafficControlAction, or int with its values", "without a result the kernel gets 0 (TCX_PASS)")]
    [InlineData("TcxEgress", "XdpAction", "", "=> XdpAction.Drop;", "TrafficControlAction, or int with its values", "that is the verdict of another kind of program")]
    [InlineData("TrafficControl", "bool", "", "=> true;", "TrafficControlAction, or int with its values", "true is 1, false is 0 (TC_ACT_OK)")]
    [InlineData("CgroupSkbIngress", "void", "", "{ }", "bool, or int that is 0 or 1", "without a result the kernel gets 0 (drop)")]
    [InlineData("CgroupSkbEgress", "XdpAction", "", "=> XdpAction.Drop;", "bool, or int from 0 to 3", "that is the verdict of another kind of program")]
    [InlineData("CgroupSocketAddress(CgroupSocketAddressHook.Bind4)", "void", "", "{ }", "bool, or int from 0 to 3", "without a result the kernel gets 0 (refuse with EPERM)")]
    [InlineData("CgroupSocketAddress(CgroupSocketAddressHook.GetPeerName4)", "bool", "", "=> true;", "nothing, or int that is 1", "true is 1 (go on), false is 0")]
    [InlineData("CgroupSocketOption(CgroupSocketOptionHook.Get)", "XdpAction", "", "=> XdpAction.Drop;", "bool, or int that is 0 or 1", "that is the verdict of another kind of program")]
    [InlineData("SocketFilter", "bool", "", "=> true;", "int, the number of bytes that the socket gets", "true is 1, false is 0")]
    [InlineData("SocketFilter", "void", "", "{ }", "int, the number of bytes that the socket gets", "without a result the kernel gets 0")]
    [InlineData("UprobeSession(\"libc:read\")", "bool", "", "=> true;", "SessionAction, int or nothing", "true is 1 (skip the run at return), false is 0 (run at return)")]
    [InlineData("Uprobe(\"libc:read\")", "XdpAction", "", "=> XdpAction.Drop;", "int, bool or nothing", "that is the verdict of another kind of program")]
    public Task BPF0022Type(string attribute, string type, string parameters, string body, string expected, string reason) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [{{attribute}}] static {|#0:{{type}}|} On({{parameters}}) {{body}} }
        """,
        Error("BPF0022", $"BPF program 'On' must return {expected}, not {type}: {reason}"));

    [Fact]
    public Task BPF0022Accepts() => Source(
        """
        using Bpf;
        enum Own { Abort, Drop, Pass }
        enum Sizes { None, All = -1 }
        [BpfObject] static class Probe
        {
            [Xdp] static XdpAction A(XdpContext context) => XdpAction.Pass;
            [Xdp] static int B(XdpContext context) => (int)XdpAction.Transmit;
            [Xdp] static int C(XdpContext context) => 2;
            [Xdp] static Own D(XdpContext context) => Own.Pass;
            [TcxIngress] static TrafficControlAction E() => TrafficControlAction.Next;
            [TcxEgress] static int F() => -1;
            [TrafficControl] static int G() => 4;
            [CgroupSkbIngress] static bool H() => true;
            [CgroupSkbIngress] static int I() => 1;
            [CgroupSkbEgress] static int J() => 3;
            [SocketFilter] static int K(SocketFilterContext context) => -1;
            [SocketFilter] static Sizes L(SocketFilterContext context) => Sizes.All;
            [UprobeSession("libc:read")] static int M(UprobeSessionContext context) => context.IsReturn ? 0 : 1;
            [UprobeSession("libc:read")] static void N(UprobeSessionContext context) { }
            [UprobeSession("libc:read")] static SessionAction O() => SessionAction.SkipReturn;
            [Uprobe("libc:read")] static bool P() => true;
            [Uprobe("libc:read")] static int Q() => 77;
            [Tracepoint("sched:sched_switch")] static void R() { }
            [RawTracepoint("sched_switch")] static int S() => -3;
            [SyscallProgram] static XdpAction T() => XdpAction.Drop;
            [SyscallProgram] static int U() => (int)TrafficControlAction.Redirect;
            [Kprobe("do_exit")] static bool V() => false;
        }
        """);

    [Fact]
    public Task BPF0023Conversions() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [TcxIngress] static int Cast() => {|#0:(int)XdpAction.Pass|};
            [TcxIngress] static int Arm(TrafficControlContext context) => context.Length > 60 ? {|BPF0023:(int)XdpAction.Pass|} : (int)TrafficControlAction.Drop;
            [Xdp] static XdpAction Other() => {|BPF0023:(XdpAction)TrafficControlAction.Drop|};
            [Xdp] static int Variable(XdpContext context)
            {
                int verdict = {|BPF0023:(int)TrafficControlAction.Drop|};
                if (context.IngressInterface == 1)
                    verdict = (int)XdpAction.Pass;
                return verdict;
            }
            [TcxEgress] static int Switch(TrafficControlContext context) => context.Length switch { 0 => 2, 1 => {|BPF0023:(int)XdpAction.Pass|}, _ => 0 };
            [TcxEgress] static int Helper(TrafficControlContext context) => {|BPF0023:Classify(context.Length)|};
            [TcxEgress] static int Converted(TrafficControlContext context) => {|BPF0023:(int)Typed(context.Length)|};
            static int Classify(uint length) => length > 5 ? (int)XdpAction.Pass : 0;
            static XdpAction Typed(uint length) => length > 5 ? XdpAction.Pass : XdpAction.Drop;
        }
        """,
        Error("BPF0023", "'(int)XdpAction.Pass' is the verdict of another kind of program; 'Cast' returns TrafficControlAction, or int with its values"));

    [Fact]
    public Task BPF0024Numbers() => Source(
        """
        using Bpf;
        enum Own { Abort, Many = 9 }
        [BpfObject] static class Probe
        {
            const int Seven = 7;
            [Xdp] static int Constant() => {|#0:7|};
            [Xdp] static int Named() { return {|BPF0024:Seven|}; }
            [Xdp] static int Negative() { return {|BPF0024:-1|}; }
            [Xdp] static XdpAction Cast() => {|BPF0024:(XdpAction)5|};
            [Xdp] static Own OwnEnum() => {|BPF0024:Own.Many|};
            [Xdp] static int Arm(XdpContext context) => context.IngressInterface == 1 ? (context.ReceiveQueue == 1 ? 2 : {|BPF0024:6|}) : 1;
            [TcxIngress] static int One() => {|BPF0024:1|};
            [CgroupSkbEgress] static int Five() => {|BPF0024:5|};
            [CgroupSkbIngress] static int Two() => {|BPF0024:2|};
            [CgroupSocketAddress(CgroupSocketAddressHook.Bind6)] static int Three() => 3;
            [CgroupSocketAddress(CgroupSocketAddressHook.Connect6)] static int TooMuch() => {|BPF0024:3|};
            [CgroupSocketAddress(CgroupSocketAddressHook.ReceiveMessageUnix)] static int Never() => {|BPF0024:0|};
            [SockOps] static int Reply() => {|BPF0024:2|};
            [UprobeSession("libc:read")] static int Session() => {|BPF0024:2|};
            [Xdp] static int Variable(XdpContext context)
            {
                int verdict;
                if (context.IngressInterface == 1)
                    verdict = {|BPF0024:12|};
                else
                    verdict = 2;
                return verdict;
            }
            [Xdp] static int Helper() => {|BPF0024:Decide()|};
            static int Decide() => 8;
        }
        """,
        Error("BPF0024", "7 is not a valid verdict of 'Constant'; valid verdicts are 0 (XDP_ABORTED), 1 (XDP_DROP), 2 (XDP_PASS), 3 (XDP_TX), 4 (XDP_REDIRECT)"));

    [Fact]
    public Task ExcludedValuesAndValuesOfOtherFunctionsAreAccepted() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Xdp] static int Sorted(XdpContext context)
            {
                int verdict = Find(context);
                if (verdict < 0)
                    return (int)XdpAction.Drop;
                return verdict;
            }
            [Xdp] static int Nested(XdpContext context)
            {
                return Local() > 50 ? 1 : 2;
                static int Local() => 99;
            }
            [Xdp] static XdpAction Loop(XdpContext context)
            {
                int state = 0;
                BpfHelpers.Loop(4, static (index, ref state) => { state++; return BpfLoopResult.Continue; }, ref state);
                return state == 4 ? XdpAction.Pass : XdpAction.Drop;
            }
            [TcxIngress] static TrafficControlAction Translated(TrafficControlContext context)
                => Shared(context.Length) == XdpAction.Pass ? TrafficControlAction.Pass : TrafficControlAction.Drop;
            [TcxIngress] static int Mapped(TrafficControlContext context) => Map(Shared(context.Length));
            [Xdp] static int Added() { int code = 40; code -= 38; return code; }
            [Xdp] static int Out(XdpContext context) { int code = 40; Set(ref code); return code; }
            static void Set(ref int code) => code = 1;
            static int Find(XdpContext context) => context.IngressInterface > 1 ? (int)context.IngressInterface & 1 : -1;
            static XdpAction Shared(uint length) => length > 5 ? XdpAction.Pass : XdpAction.Drop;
            static int Map(XdpAction action) => action == XdpAction.Pass ? 0 : 2;
        }
        """);
}
