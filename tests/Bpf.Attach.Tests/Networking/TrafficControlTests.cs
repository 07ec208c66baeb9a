using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Networking;

/// <summary>Traffic control programs on the loopback device of a separate network namespace, where each datagram leaves once and arrives once.</summary>
public sealed class TrafficControlTests
{
    private const uint Loopback = 1;

    public TrafficControlTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 6), "tcx links came with kernel 6.6");
    }

    [Theory]
    [InlineData("tcx_in", null, "tcx/ingress")]
    [InlineData("tcx_out", null, "tcx/egress")]
    [InlineData("tc_in", null, "tcx/ingress")]
    [InlineData("tc_out", null, "tcx/egress")]
    [InlineData("either", TrafficDirection.Ingress, "tcx/ingress")]
    [InlineData("either", TrafficDirection.Egress, "tcx/egress")]
    [InlineData("classified", TrafficDirection.Ingress, "tcx/ingress")]
    [InlineData("classified", TrafficDirection.Egress, "tcx/egress")]
    [InlineData("tcx_in", TrafficDirection.Egress, "tcx/egress")]
    public void ProgramSeesAndDecidesPacketsOfItsDirection(string name, TrafficDirection? direction, string hook)
        => OwnNetwork.Run(() =>
        {
            using Datagrams datagrams = new();
            using BpfObject target = TrafficObject.Load(name, datagrams.PortOnWire);
            TrafficControlProgram program = target.Programs.Get<TrafficControlProgram>(name);
            Link link = direction is { } given ? program.Attach("lo", given) : program.Attach("lo");
            Assert.Equal($"{hook} lo", link.ToString());
            Assert.Equal(hook, Assert.IsType<KernelLink>(link).Hook);
            Assert.Equal([1, 2, 3], datagrams.Send(1, 9, 2, 3));
            Assert.Equal(4UL, TrafficObject.Calls(target));
            Assert.Equal(hook == "tcx/ingress" ? Loopback : 0, target.Globals.Reference<uint>(".bss", "came_in"));

            link.Detach();
            Assert.Equal([9, 4], datagrams.Send(9, 4));
            Assert.Equal(4UL, TrafficObject.Calls(target));
        });

    [Fact]
    public void ProgramsFormAChainAndOneCanHaveBothDirections()
        => OwnNetwork.Run(() =>
        {
            using Datagrams datagrams = new();
            using BpfObject first = TrafficObject.Load("either", datagrams.PortOnWire);
            using BpfObject second = TrafficObject.Load("tcx_in", datagrams.PortOnWire);
            TrafficControlProgram both = first.Programs.Get<TrafficControlProgram>("either");
            both.Attach("lo", TrafficDirection.Ingress);
            both.Attach("lo", TrafficDirection.Egress);
            second.Programs.Get<TrafficControlProgram>("tcx_in").Attach("lo");
            (uint one, uint other) = (both.GetInfo().Id, second.Programs["tcx_in"].GetInfo().Id);
            Assert.Equal($"2 programs: {one}, {other}", $"{both.GetAttached("lo", TrafficDirection.Ingress)}");
            Assert.Equal($"1 program: {one}", $"{both.GetAttached("lo", TrafficDirection.Egress)}");
            Assert.Equal([1], datagrams.Send(1));
            Assert.Equal((2UL, 1UL), (TrafficObject.Calls(first), TrafficObject.Calls(second)));

            BpfException twice = Assert.Throws<BpfException>(() => both.Attach("lo", TrafficDirection.Egress));
            Assert.Equal(Errno.EEXIST, twice.Errno);
            Assert.Contains("already has this program there", twice.Message, StringComparison.Ordinal);
        });

    [Fact]
    public void SectionWithoutADirectionNeedsOneAtAttach()
        => OwnNetwork.Run(() =>
        {
            using BpfObject target = TrafficObject.Load("either", 0);
            TrafficControlProgram program = target.Programs.Get<TrafficControlProgram>("either");
            BpfStateException exception = Assert.Throws<BpfStateException>(() => program.Attach("lo"));
            Assert.Contains("section 'tc' does not specify a direction: pass a TrafficDirection", exception.Message, StringComparison.Ordinal);
            Assert.Null(program.Link);
        });

    [Fact]
    public void AttachTypeSetBeforeLoadSelectsTheDirection()
        => OwnNetwork.Run(() =>
        {
            using BpfObject target = TrafficObject.Open("either");
            target.Programs["either"].ExpectedAttachType = AttachType.TcxEgress;
            target.Load();
            Assert.Equal("tcx/egress lo", target.Programs.Get<TrafficControlProgram>("either").Attach("lo").ToString());
        });

    [Theory]
    [InlineData("primary")]
    [InlineData("peer")]
    public void NetkitProgramRequiresANetkitDevice(string name)
        => OwnNetwork.Run(() =>
        {
            using BpfObject target = TrafficObject.Load(name, 0);
            BpfException exception = Assert.ThrowsAny<BpfException>(() => target.Programs.Get<TrafficControlProgram>(name).Attach("lo"));
            Assert.StartsWith($"Cannot attach netkit/{name} program '{name}' to 'lo'", exception.Message, StringComparison.Ordinal);
            // Which of the two depends on the kernel configuration.
            if (exception is BpfUnsupportedException)
            {
                Assert.Equal(Errno.EINVAL, exception.Errno);
                Assert.Contains("kernel 6.7 with CONFIG_NETKIT", exception.Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(Errno.ENXIO, exception.Errno);
                Assert.Contains("It is not a netkit device", exception.Message, StringComparison.Ordinal);
            }
        });
}
