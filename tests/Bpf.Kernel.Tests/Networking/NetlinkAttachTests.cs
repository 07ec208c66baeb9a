using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Attaching to devices by netlink, as on kernels without links, checked with <c>tc</c> and <c>ip</c>.</summary>
public sealed class NetlinkAttachTests
{
    private const string Everything = "1,6 0 0 0"; // classic BPF that returns 0: no match

    private static readonly TrafficControlOptions s_filter = new() { Method = DeviceAttachMethod.Netlink };
    private static readonly XdpOptions s_xdp = new() { Method = DeviceAttachMethod.Netlink, Mode = XdpAttachMode.Generic };

    public NetlinkAttachTests() => KernelRequirement.NeedRoot();

    private static string Filters => Tc("filter show dev lo ingress");

    private static bool HasQdisc => Tc("qdisc show dev lo").Contains("clsact", StringComparison.Ordinal);

    [Fact]
    public void FiltersRunInOrderAndLeaveNothingBehind()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Link one = programs.One.Attach("lo", s_filter);
            Assert.Equal(("tc/ingress lo", "tc/ingress", "lo"), (one.ToString(), one.Hook, one.Target));
            Assert.Same(one, programs.One.Link);
            programs.Two.Attach("lo", s_filter);
            Link out4 = programs.Four.Attach("lo", s_filter with { Direction = TrafficDirection.Egress });
            Assert.Equal(412UL, fixture.Trace());
            Assert.Contains("direct-action", Filters, StringComparison.Ordinal);
            Link three = programs.Three.Attach("lo", s_filter with { Priority = 3, Handle = 0x20, Protocol = 0x0800 });
            Assert.Equal(4312UL, fixture.Trace());
            Assert.Contains("protocol ip pref 3 bpf chain 0 handle 0x20 Three", Filters, StringComparison.Ordinal);
            Link final = programs.Final.Attach("lo", s_filter with { Priority = 4 });
            Assert.Equal(435UL, fixture.Trace());

            final.Detach();
            one.Detach(); // the one that made the qdisc
            Assert.Equal(432UL, fixture.Trace());
            Assert.True(HasQdisc);

            // Another thread is in another namespace.
            Thread elsewhere = new(() => OwnNetwork.Run(three.Detach));
            elsewhere.Start();
            elsewhere.Join();
            Assert.Equal(42UL, fixture.Trace());
            fixture.Skeleton.Detach();
            Assert.False(out4.IsAttached);
            Assert.Equal(0UL, fixture.Trace());
            Assert.False(HasQdisc);
        });

    [Fact]
    public void LinksRunBeforeFilters()
        => DeviceFixture.Run((fixture, programs) =>
        {
            KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 6), "tcx links came with kernel 6.6");
            programs.One.Attach("lo", s_filter);
            programs.Two.Attach("lo");
            Assert.Equal(21UL, fixture.Trace());
            Assert.Equal([DeviceFixture.Id(programs.Two)], programs.One.GetAttached("lo").Programs.Select(static program => program.ProgramId));
        });

    [Fact]
    public void WhatBelongsToOthersStays()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Tc("qdisc add dev lo clsact");
            programs.One.Attach("lo", s_filter).Detach();
            Assert.True(HasQdisc);
            Tc("qdisc del dev lo clsact");

            // A filter of another process.
            Link one = programs.One.Attach("lo", s_filter);
            Tc($"filter add dev lo egress pref 7 bpf bytecode", Everything, "flowid 1:1");
            one.Detach();
            Assert.True(HasQdisc);
            Assert.Contains("pref 7", Tc("filter show dev lo egress"), StringComparison.Ordinal);
            Tc("qdisc del dev lo clsact");

            // Another process has put its own program into the filter.
            one = programs.One.Attach("lo", s_filter with { Priority = 7, Handle = 1 });
            Tc($"filter replace dev lo ingress pref 7 handle 1 bpf bytecode", Everything, "flowid 1:1");
            Assert.Equal(0UL, fixture.Trace());
            one.Detach();
            Assert.Contains("pref 7", Filters, StringComparison.Ordinal);
            Tc("qdisc del dev lo clsact");

            // Another process has replaced the qdisc.
            one = programs.One.Attach("lo", s_filter);
            Tc("qdisc del dev lo clsact");
            Tc("qdisc add dev lo clsact");
            one.Detach();
            Assert.True(HasQdisc);
        });

    [Fact]
    public void ProgramOfAFilterIsReplaced()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Link link = programs.One.Attach("lo", s_filter);
            programs.Two.Attach("lo", s_filter);
            BpfException other = Assert.Throws<BpfException>(() => link.Update(programs.Three, expected: programs.Two));
            Assert.Equal(Errno.EPERM, other.Errno);
            Assert.Equal(12UL, fixture.Trace());
            link.Update(programs.Three, expected: programs.One);
            Assert.Equal(32UL, fixture.Trace());
            link.Update(programs.Four);
            Assert.Equal(42UL, fixture.Trace());
            link.Detach();
            Assert.Equal(2UL, fixture.Trace());
        });

    [Fact]
    public void RefusalsSayWhatTheKernelSays()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Link one = programs.One.Attach("lo", s_filter with { Priority = 5, Handle = 9 });
            Refused(Errno.EEXIST, "handle 9", s_filter with { Priority = 5, Handle = 9 });
            Refused(Errno.EINVAL, "The kernel says: ", s_filter with { Priority = 5, Protocol = 0x0800 });
            one.Detach();
            Assert.False(HasQdisc);
            Tc("qdisc add dev lo ingress");
            Refused(Errno.EEXIST, "ingress qdisc", s_filter with { Direction = TrafficDirection.Egress });
            one = programs.One.Attach("lo", s_filter);
            Assert.Equal(1UL, fixture.Trace());
            one.Detach();
            Assert.Equal(0UL, fixture.Trace());
            Assert.Contains("ingress", Tc("qdisc show dev lo"), StringComparison.Ordinal);

            Assert.Throws<ArgumentException>(() => programs.Two.Attach("lo", s_filter with { Order = AttachOrder.First }));
            Assert.Throws<ArgumentException>(() => programs.Two.Attach("lo", new TrafficControlOptions { Priority = 3 }));
            Assert.Throws<ArgumentException>(() => programs.OnFrame.Attach("lo", new XdpOptions { ReplacesProgram = 3 }));
            Assert.Null(programs.Two.Link);

            void Refused(Errno errno, string reason, TrafficControlOptions options)
            {
                BpfException exception = Assert.Throws<BpfException>(() => programs.Two.Attach("lo", options));
                Assert.Equal(errno, exception.Errno);
                Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void DeviceMayVanish()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Ip("link add gone0 type veth peer name gone1");
            Link filter = programs.One.Attach("gone0", s_filter), frame = programs.OnFrame.Attach("gone0", s_xdp);
            Link other = programs.One.Attach("lo", s_filter);
            Ip("link del gone0");
            BpfException gone = Assert.Throws<BpfException>(() => filter.Update(programs.Two));
            Assert.Equal(Errno.ENOLINK, gone.Errno);
            Assert.Equal(Errno.ENOLINK, Assert.Throws<BpfException>(() => frame.Update(programs.OnOther)).Errno);
            filter.Detach();
            frame.Detach();
            Assert.Equal(1UL, fixture.Trace());
            other.Detach();
            Assert.False(HasQdisc);
        });

    [Fact]
    public void XdpProgramIsAttachedReplacedAndRemoved()
        => DeviceFixture.Run((fixture, programs) =>
        {
            Link link = programs.OnFrame.Attach("lo", s_xdp);
            Assert.Equal("xdp lo", link.ToString());
            Assert.Equal((3UL, 0UL), fixture.Frames());
            foreach (XdpOptions options in (XdpOptions[])[s_xdp, new() { Mode = XdpAttachMode.Generic }, s_xdp with { ReplacesProgram = DeviceFixture.Id(programs.OnOther) }])
            {
                BpfException busy = Assert.Throws<BpfException>(() => programs.OnOther.Attach("lo", options));
                Assert.True(busy.Errno is Errno.EBUSY or Errno.EEXIST, busy.Message);
            }

            Assert.Equal(Errno.ENOENT, Assert.Throws<BpfException>(() => programs.OnOther.Attach("lo", s_xdp with { ReplacesProgram = uint.MaxValue })).Errno);
            Assert.Equal(Errno.EPERM, Assert.Throws<BpfException>(() => link.Update(programs.OnOther, expected: programs.OnOther)).Errno);
            link.Update(programs.OnOther, expected: programs.OnFrame);
            Assert.Equal((0UL, 3UL), fixture.Frames());

            // The next instance of a tool takes over; the former one leaves it alone.
            Link next = programs.OnFrame.Attach("lo", s_xdp with { ReplacesProgram = DeviceFixture.Id(programs.OnOther) });
            link.Detach();
            Assert.Equal((3UL, 0UL), fixture.Frames());
            next.Detach();
            Assert.Equal((0UL, 0UL), fixture.Frames());
            Assert.DoesNotContain("xdp", Ip("link show dev lo"), StringComparison.Ordinal);

            programs.OnFrame.Attach("lo", XdpAttachMode.Generic);
            BpfException overLink = Assert.Throws<BpfException>(() => programs.OnOther.Attach("lo", s_xdp));
            Assert.Contains("already has an XDP program", overLink.Message, StringComparison.Ordinal);
        });

    private static string Tc(string arguments, params string[] more) => Run("tc", arguments, more);

    private static string Ip(string arguments) => Run("ip", arguments, []);

    private static string Run(string tool, string arguments, string[] more)
        => Tool.Run(tool, [.. arguments.Split(' '), .. more is [var whole, var rest] ? (string[])[whole, .. rest.Split(' ')] : more]);
}
