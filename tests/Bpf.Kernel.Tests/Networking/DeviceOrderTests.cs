using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Order among the programs of a device that are attached through links.</summary>
public sealed class DeviceOrderTests
{
    public DeviceOrderTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 6), "tcx links came with kernel 6.6");
    }

    [Fact]
    public void LinksRunInTheirOrder()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Link two = programs.Two.Attach("lo");
            programs.One.Attach("lo", At(AttachOrder.First));
            programs.Four.Attach("lo", At(AttachOrder.Last));
            Link three = programs.Three.Attach("lo", At(AttachOrder.After(two)));
            Assert.Equal(1234UL, fixture.Trace());

            AttachedPrograms attached = programs.One.GetAttached("lo");
            Assert.Equal([.. new BpfProgram[] { programs.One, programs.Two, programs.Three, programs.Four }.Select(DeviceFixture.Id)],
                attached.Programs.Select(static program => program.ProgramId));
            Assert.All(attached.Programs, static program => Assert.NotEqual(0u, program.LinkId));
            Assert.Empty(programs.One.GetAttached("lo", TrafficDirection.Egress).Programs);

            three.Detach();
            attached = programs.One.GetAttached("lo");
            programs.Three.Attach("lo", At(AttachOrder.BeforeLink(attached.Programs[1].LinkId).AtRevision(attached.Revision)));
            Assert.Equal(1324UL, fixture.Trace());
            programs.Final.Attach("lo", At(AttachOrder.AfterLink(attached.Programs[0].LinkId)));
            Assert.Equal(15UL, fixture.Trace()); // it ends the chain
            programs.Final.Link!.Detach();
            programs.Final.Attach("lo", At(AttachOrder.Before(programs.Two)));
            Assert.Equal(135UL, fixture.Trace());
            programs.Final.Link!.Detach();
            programs.Final.Attach("lo", At(AttachOrder.AfterProgram(DeviceFixture.Id(programs.One))));
            Assert.Equal(15UL, fixture.Trace());
        });

    [Fact]
    public void OrdersThatCannotBeAreExplained()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Link two = programs.Two.Attach("lo");
            AttachedPrograms attached = programs.One.GetAttached("lo");
            programs.One.Attach("lo");
            Refused(Errno.ESTALE, "since that revision", AttachOrder.First.AtRevision(attached.Revision));
            Refused(Errno.ENOENT, "not attached there", AttachOrder.Before(programs.Four));
            Link elsewhere = programs.Four.Attach("lo", TrafficDirection.Egress);
            Refused(Errno.ENOENT, "not attached there", AttachOrder.Before(elsewhere));
            Refused(Errno.EINVAL, "of another kind", AttachOrder.Before(programs.OnFrame.Attach("lo", XdpAttachMode.Generic)));
            Refused(Errno.ENOENT, "not attached there", AttachOrder.AfterLink(uint.MaxValue));
            two.Detach();
            Assert.Throws<ObjectDisposedException>(() => programs.Three.Attach("lo", At(AttachOrder.After(two))));
            Assert.Equal(41UL, fixture.Trace());

            void Refused(Errno errno, string reason, AttachOrder order)
            {
                BpfException exception = Assert.Throws<BpfException>(() => programs.Three.Attach("lo", At(order)));
                Assert.Equal(errno, exception.Errno);
                Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
                Assert.Null(programs.Three.Link);
            }
        });

    [Fact]
    public void DevicesAreFoundByIndex()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Assert.Equal("tcx/ingress lo", programs.One.Attach(1, At(AttachOrder.First)).ToString());
            Assert.Equal(1UL, fixture.Trace());
            Assert.Equal("xdp lo", programs.OnFrame.Attach(1, new XdpOptions { Mode = XdpAttachMode.Generic }).ToString());
            Assert.Equal((3UL, 0UL), fixture.Frames());
            BpfException missing = Assert.Throws<BpfException>(() => programs.Two.Attach(77, new TrafficControlOptions()));
            Assert.Equal(Errno.ENODEV, missing.Errno);
            Assert.EndsWith("There is no network device 77 in this network namespace; it has 1 lo.", missing.Message, StringComparison.Ordinal);
        });

    private static TrafficControlOptions At(AttachOrder order) => new() { Order = order };
}
