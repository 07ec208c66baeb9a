using System.Diagnostics;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Command;

/// <summary>Every class of programs says what attaching takes, and takes it by <see cref="BpfProgram.Configure"/>.</summary>
public sealed class AttachInputsTests
{
    // T: takes a target, t: needs one, D and d: direction, C: cookie, S: session, P: places are checked
    [Theory]
    [InlineData("uprobe/libc:malloc", "TCSP")]
    [InlineData("uprobe", "TtCSP")]
    [InlineData("uretprobe.multi", "TtCSP")]
    [InlineData("usdt/libc:libc:setjmp", "TC")]
    [InlineData("usdt", "TtC")]
    [InlineData("kprobe/do_unlinkat", "TCS")]
    [InlineData("ksyscall", "TtCS")]
    [InlineData("tracepoint/sched/sched_switch", "TC")]
    [InlineData("tp", "TtC")]
    [InlineData("raw_tp/sched_switch", "TC")]
    [InlineData("raw_tracepoint", "TtC")]
    [InlineData("tp_btf/sched_switch", "TC")]
    [InlineData("fentry", "TtC")]
    [InlineData("iter/task", "T")]
    [InlineData("xdp", "Tt")]
    [InlineData("tc", "TtDd")]
    [InlineData("tcx/ingress", "TtD")]
    [InlineData("netkit/peer", "TtD")]
    [InlineData("cgroup/skb", "TtDd")]
    [InlineData("cgroup_skb/ingress", "TtD")]
    [InlineData("cgroup/connect4", "Tt")]
    [InlineData("sk_lookup", "Tt")]
    [InlineData("flow_dissector", "Tt")]
    [InlineData("socket", "")]
    [InlineData("sk_reuseport", "")]
    [InlineData("perf_event", "TtC")]
    [InlineData("nobody_knows", "")]
    public void EachKindReportsItsAttachInputs(string section, string expected)
    {
        using BpfObject target = Open(section, "return 0;");
        AttachInputs inputs = target.Programs[0].AttachInputs;
        string found = $"{(inputs.Target is null ? "" : "T")}{(inputs.NeedsTarget ? "t" : "")}{(inputs.TakesDirection ? "D" : "")}{(inputs.NeedsDirection ? "d" : "")}"
            + $"{(inputs.TakesCookie ? "C" : "")}{(inputs.TakesSession ? "S" : "")}{(inputs.ChecksPlaces ? "P" : "")}";
        Assert.Equal(expected, found);
    }

    [Fact]
    public void ValueThatDoesNotFitIsRefusedAndChangesNothing()
    {
        using BpfObject target = Open("socket", "return 0;");
        BpfProgram program = target.Programs[0];
        foreach ((AttachRequest request, string fault) in ((AttachRequest, string)[])[
            (new() { Target = "lo" }, "cannot be given a target"), (new() { Direction = TrafficDirection.Egress }, "cannot be given a direction"),
            (new() { Cookie = 1 }, "cannot be given a cookie"), (new() { IsSession = true }, "cannot run as a session"), (new() { AllowUnsafe = true }, "is not a uprobe")])
        {
            Assert.Contains($"A program in section 'socket' {fault}", Assert.Throws<BpfException>(() => program.Configure(request)).Message, StringComparison.Ordinal);
        }

        using BpfObject uprobe = Open("uprobe/libc:malloc", "return 0;");
        Assert.Contains("'nothing'", Assert.Throws<BpfException>(() => uprobe.Programs[0].Configure(new() { Target = "nothing" })).Message, StringComparison.Ordinal);
        Assert.Null(((UprobeProgram)uprobe.Programs[0]).Target);
    }

    [Fact]
    public void ConfiguredProgramAttachesWithItsTargetAndCookie()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(5, 15), "cookies of tracepoints came with kernel 5.15");
        using BpfObject target = Open("tracepoint", "cookie = bpf_get_attach_cookie(context); return 0;");
        BpfProgram program = target.Programs[0];
        program.Configure(new AttachRequest { Target = "sched:sched_process_exec", Cookie = 4711 });
        target.Load();
        Assert.Throws<BpfStateException>(() => program.Configure(new AttachRequest()));
        program.Attach();
        Process.Start("true").WaitForExit();
        Assert.Equal(4711UL, target.Globals.Get<ulong>(".bss", "cookie"));
    }

    private static BpfObject Open(string section, string body) => BpfObject.Open(CObject.CompileText($$"""
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        char LICENSE[] SEC("license") = "GPL";
        __u64 cookie;
        SEC("{{section}}") int only(void *context) { {{body}} }
        """), "inputs");
}
