using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Programs at devices, cgroups and network namespaces: exact counts where the kernel supports the links, a reason where it does not.</summary>
public sealed class NetworkMatrixTests
{
    private static readonly string[] s_withoutTcx = ["x86_64-5.10", "x86_64-6.1"];

    public static TheoryData<string> Kernels => ["x86_64-5.10", "x86_64-6.1", "x86_64-6.12", "x86_64-7.3", "aarch64-6.12"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TrafficControlAttachesInBothDirectionsThroughLinksOrByNetlink(string kernel)
    {
        foreach (string direction in (string[])["ingress", "egress"])
        {
            // The kernels have no modules here, and the qdisc is one: the refusal shows that netlink was tried.
            string refused = $"refused: Cannot attach tc/{direction} program 'OnTraffic' to 'lo': ENOENT (No such file or directory). "
                + "The kernel says: Specified qdisc kind is unknown. A clsact qdisc needs kernel 4.5 with CONFIG_NET_SCH_INGRESS";
            string automatic = Report(kernel).Passed($"traffic_{direction}");
            if (s_withoutTcx.Contains(kernel))
            {
                Assert.StartsWith(refused, automatic, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal($"tcx/{direction} lo", automatic);
            }

            Assert.StartsWith(refused, Report(kernel).Passed($"filter_{direction}"), StringComparison.Ordinal);
        }

        string link = Report(kernel).Passed("traffic_link");
        if (s_withoutTcx.Contains(kernel))
        {
            Assert.StartsWith("refused: Cannot attach tcx/ingress program 'OnTraffic' to 'lo': EINVAL (Invalid argument). Links for traffic control (tcx), and an order among them, need kernel 6.6", link, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("tcx/ingress lo", link);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void XdpAttachesThroughLinksAndByNetlink(string kernel)
    {
        Assert.Equal("xdp lo", Report(kernel).Passed("xdp_link"));
        Assert.Equal("xdp lo", Report(kernel).Passed("xdp_netlink"));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NetkitProgramAttachesOnlyToANetkitDevice(string kernel)
    {
        bool hasDevices = !s_withoutTcx.Contains(kernel);
        Assert.Equal(hasDevices ? "netkit/primary primary0" : "no devices", Report(kernel).Passed("netkit"));
        Assert.Equal(hasDevices ? "netkit/peer primary0" : "no devices", Report(kernel).Passed("netkit_order"));
        Assert.StartsWith(
            "refused: Cannot attach netkit/primary program 'OnTraffic' to 'lo': " + (hasDevices ? "ENXIO (No such device or address). It is not a netkit device" : "EINVAL (Invalid argument). Links of netkit devices need kernel 6.7"),
            Report(kernel).Passed("netkit_elsewhere"),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void PacketsOfACgroupAreCountedExactly(string kernel) => Assert.Equal("cgroup_skb/egress CGROUP", Report(kernel).Passed("cgroup_packets"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CgroupLsmProgramDecidesWhereSupported(string kernel)
    {
        string text = Report(kernel).Passed("cgroup_hook");
        if (kernel == "x86_64-5.10")
        {
            Assert.StartsWith("refused: Cannot load program 'kinds:on_bind'", text, StringComparison.Ordinal);
            Assert.Contains("security hooks of cgroups, which came with Linux 6.0", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("lsm_cgroup/socket_bind CGROUP", text);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SkLookupProgramRunsInItsNamespace(string kernel) => Assert.Equal("sk_lookup /proc/thread-self/ns/net", Report(kernel).Passed("socket_lookup"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void MessagesAndPacketsOfASocketMapAreCountedExactly(string kernel)
    {
        // Kernels before 6.10 have no links for them.
        string by = kernel is "x86_64-5.10" or "x86_64-6.1" ? "without a link" : "by a link";
        Assert.Equal($"sk_msg Sockets {by}", Report(kernel).Passed("socket_messages"));
        Assert.Equal($"sk_skb/stream_parser Sockets, sk_skb/stream_verdict Sockets {by}", Report(kernel).Passed("socket_stream"));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void PacketsOfAnySocketNeedTheirKernel(string kernel)
    {
        string text = Report(kernel).Passed("socket_verdict");
        if (kernel == "x86_64-5.10")
        {
            Assert.StartsWith("refused: Cannot attach sk_skb/verdict program 'OnAnyPacket'", text, StringComparison.Ordinal);
            Assert.Contains("needs kernel 5.13", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("sk_skb/verdict Sockets", text);
        }
    }

    private static KernelReport Report(string kernel)
    {
        KernelRequirement.NeedRoot();
        return KernelReport.Of(kernel);
    }
}
