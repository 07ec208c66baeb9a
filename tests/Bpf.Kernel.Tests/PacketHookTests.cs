using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Netfilter programs on packets of the loopback device, and a flow dissector on a test packet.</summary>
public sealed class PacketHookTests
{
    public PacketHookTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void NetfilterProgramSeesAndDropsPackets()
        => OwnNetwork.Run(() =>
        {
            using Datagrams datagrams = new();
            using PacketHooksSkeleton skeleton = PacketHooksSkeleton.Open();
            skeleton.Rodata.Port = datagrams.PortOnWire;
            skeleton.LoadAndAttach();
            Assert.Equal("netfilter ipv4 local_in priority -5", skeleton.Programs.OnReceive.Link!.ToString());
            Assert.Null(skeleton.Programs.OnSend.Link);
            Link sending = skeleton.Programs.OnSend.Attach(new NetfilterOptions { Hook = NetfilterHook.LocalOut, Priority = 1 });
            Assert.Equal([1, 2], datagrams.Send(1, 2));
            Assert.Equal((2UL, 2UL, 1U, 29U), (skeleton.Bss.s_seen, skeleton.Bss.s_sent, skeleton.Bss.s_hook, skeleton.Bss.s_length));
            skeleton.Bss.s_drops = true;
            datagrams.SendOnly(3);
            Assert.True(SpinWait.SpinUntil(() => skeleton.Bss.s_seen == 3, TimeSpan.FromSeconds(10)));
            skeleton.Bss.s_drops = false;
            Assert.Equal([4], datagrams.Send(4));
            Assert.Equal((4UL, 4UL), (skeleton.Bss.s_seen, skeleton.Bss.s_sent));
            sending.Detach();
            Assert.Equal([5], datagrams.Send(5));
            Assert.Equal((5UL, 4UL), (skeleton.Bss.s_seen, skeleton.Bss.s_sent));
        });

    [Fact]
    public void NetfilterRefusalsAreExplained()
        => OwnNetwork.Run(() =>
        {
            using PacketHooksSkeleton skeleton = PacketHooksSkeleton.Open();
            skeleton.LoadAndAttach();
            BpfException taken = Assert.Throws<BpfException>(() => skeleton.Programs.OnSend.Attach(new NetfilterOptions { Hook = NetfilterHook.LocalIn, Priority = -5 }));
            Assert.EndsWith("Another BPF program has this priority at the hook; each needs its own.", taken.Message, StringComparison.Ordinal);
            Assert.Equal(Errno.ERANGE, Assert.Throws<BpfException>(() => skeleton.Programs.OnSend.Attach(new NetfilterOptions { Priority = int.MinValue })).Errno);
        });

    [Fact]
    public void DissectorFillsInTheKeys()
    {
        using PacketHooksSkeleton skeleton = PacketHooksSkeleton.Open();
        skeleton.Load();
        byte[] packet = new byte[64];
        (packet[12], packet[13], packet[26], packet[29], packet[34], packet[35]) = (0x08, 0x00, 10, 7, 0x12, 0x34);
        byte[] keys = new byte[56];
        TestRunResult result = skeleton.Programs.Dissect.TestRun(packet, dataOut: keys);
        Assert.Equal(FlowDissectorAction.Ok, (FlowDissectorAction)(int)result.ReturnValue);
        Assert.Equal((byte[])[0x12, 0x34], keys[12..14]);
        Assert.Equal((byte[])[10, 0, 0, 7], keys[16..20]);
        Assert.Equal((14, 34, 0x0800), (BitConverter.ToUInt16(keys, 0), BitConverter.ToUInt16(keys, 2), BitConverter.ToUInt16(keys, 4)));
    }
}
