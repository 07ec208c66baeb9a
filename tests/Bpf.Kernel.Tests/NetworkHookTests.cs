using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Traffic control and cgroup programs in C#, run by the kernel on test packets and on packets that are sent.</summary>
public sealed class NetworkHookTests
{
    private const int PriorityOffset = 32; // struct __sk_buff, include/uapi/linux/bpf.h
    private const int ContextLength = 192;

    public NetworkHookTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void ProgramsOfBothDirectionsDecideAndChangePackets()
    {
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 6), "tcx links came with kernel 6.6");
        OwnNetwork.Run(() =>
        {
            using Datagrams datagrams = new();
            using NetworkHooksSkeleton skeleton = NetworkHooksSkeleton.Open();
            skeleton.Rodata.Port = datagrams.PortOnWire;
            skeleton.LoadAndAttach();
            Assert.Null(skeleton.Programs.DropNine.Link); // no section names a device
            Assert.Equal("tcx/ingress lo", skeleton.Programs.DropNine.Attach("lo").ToString());
            Assert.Equal("tcx/egress lo", skeleton.Programs.MakeEightTen.Attach("lo").ToString());
            skeleton.Programs.Either.Attach("lo", TrafficDirection.Ingress);

            Assert.Equal([1, 10, 2], datagrams.Send(1, 8, 9, 2));
            Assert.Equal((4UL, 4UL, 3UL), (skeleton.Bss.s_out, skeleton.Bss.s_in, skeleton.Bss.s_seen)); // after the one that drops
            skeleton.Detach();
            Assert.Equal([8, 9], datagrams.Send(8, 9));
            Assert.Equal((4UL, 4UL, 3UL), (skeleton.Bss.s_out, skeleton.Bss.s_in, skeleton.Bss.s_seen));
        });
    }

    [Theory]
    [InlineData(0x86, 0xDD, TrafficControlAction.Redirect)]
    [InlineData(0x08, 0x00, TrafficControlAction.Pass)]
    public void ContextMatchesTheKernel(byte first, byte second, TrafficControlAction expected)
    {
        using NetworkHooksSkeleton skeleton = NetworkHooksSkeleton.Open();
        skeleton.Load();
        byte[] packet = new byte[64];
        (packet[12], packet[13]) = (first, second);
        byte[] context = new byte[ContextLength];
        TestRunResult result = skeleton.Programs.ByEtherType.TestRun(packet, new byte[ContextLength], contextOut: context);
        Assert.Equal(expected, (TrafficControlAction)(int)result.ReturnValue);
        Assert.Equal(first | second << 8, BitConverter.ToInt32(context, PriorityOffset));
    }

    [Theory]
    [InlineData(17, 1)]
    [InlineData(6, 0)]
    public void PacketsOfACgroupBeginWithTheIpHeader(byte protocol, ulong counted)
    {
        using NetworkHooksSkeleton skeleton = NetworkHooksSkeleton.Open();
        skeleton.Load();
        byte[] packet = new byte[64];
        packet[14 + 9] = protocol;
        Assert.Equal(1u, skeleton.Programs.OnReceive.TestRun(packet).ReturnValue);
        Assert.Equal(1u, skeleton.Programs.OnSend.TestRun(packet).ReturnValue);
        skeleton.Bss.s_refuses = true;
        Assert.Equal(0u, skeleton.Programs.OnSend.TestRun(packet).ReturnValue);
        Assert.Equal((counted, 2 * counted), (skeleton.Bss.s_received, skeleton.Bss.s_sent));
    }

    [Fact]
    public void CgroupProgramCountsAndRefuses()
    {
        using OwnCgroup cgroup = new();
        using CTarget target = new(Path.Combine(AppContext.BaseDirectory, "targets", "sockets.c"));
        using CommandedProcess process = new(target.Path);
        cgroup.Add(process.Id);
        using NetworkHooksSkeleton skeleton = NetworkHooksSkeleton.Open();
        skeleton.Load();
        Assert.Equal($"cgroup_skb/ingress {cgroup.Path}", skeleton.Programs.OnReceive.Attach(cgroup.Path).ToString());
        skeleton.Programs.OnSend.Attach(cgroup.Path);
        Assert.Equal("0", process.Ask("recvmsg 4"));
        Assert.Equal((1UL, 1UL), (skeleton.Bss.s_sent, skeleton.Bss.s_received));
        skeleton.Bss.s_refuses = true;
        Assert.Equal($"{(int)Errno.EPERM}", process.Ask("sendmsg 4"));
        Assert.Equal((2UL, 1UL), (skeleton.Bss.s_sent, skeleton.Bss.s_received));

        skeleton.Detach();
        Assert.Equal("0", process.Ask("recvmsg 4"));
        Assert.Equal((2UL, 1UL), (skeleton.Bss.s_sent, skeleton.Bss.s_received));
    }
}
