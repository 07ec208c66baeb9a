using System.Runtime.InteropServices;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Kernel.Tests;

/// <summary>XDP programs that redirect packets of the loopback device, with the typed handles of their maps.</summary>
public sealed partial class RedirectionTests
{
    private const uint Loopback = 1; // Index of the first device of a namespace.

    public RedirectionTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void DeviceMapRunsItsProgramBeforeSending()
        => Run(static (skeleton, datagrams) =>
        {
            Link link = skeleton.Programs.ToDevice.Attach("lo", XdpAttachMode.Generic);
            Assert.Equal([1], datagrams.Send(1)); // An empty slot: the packet passes.
            skeleton.Maps.Devices.Set(1, "lo", skeleton.Programs.OnSend);
            Assert.True(skeleton.Maps.Devices.TryGet(1, out uint device, out uint program));
            Assert.Equal((Loopback, skeleton.Programs.OnSend.GetInfo().Id), (device, program));
            datagrams.SendOnly(2, 3, 4);
            WaitFor(() => (skeleton.Bss.s_redirected, skeleton.Bss.s_received) == (4, 3));
            link.Detach();
            Assert.Equal([5], datagrams.Send(5));
            Assert.Equal((4UL, 3UL), (skeleton.Bss.s_redirected, skeleton.Bss.s_received));
            Assert.Equal((Loopback, Loopback), (skeleton.Bss.s_ingress, skeleton.Bss.s_egress));
            skeleton.Maps.Devices.Clear(1);
            Assert.False(skeleton.Maps.Devices.TryGet(1, out _, out _));
        });

    [Fact]
    public void DeviceHashRunsItsProgramBeforeSending()
        => Run(static (skeleton, datagrams) =>
        {
            skeleton.Maps.DevicesByKey.Set(1, Loopback, skeleton.Programs.OnSend);
            Link link = skeleton.Programs.ToDeviceByKey.Attach("lo", XdpAttachMode.Generic);
            datagrams.SendOnly(2, 3);
            WaitFor(() => (skeleton.Bss.s_redirected, skeleton.Bss.s_received) == (2, 2));
            Assert.True(skeleton.Maps.DevicesByKey.Remove(1));
            Assert.False(skeleton.Maps.DevicesByKey.Remove(1));
            datagrams.SendOnly(4);
            WaitFor(() => skeleton.Bss.s_redirected == 3);
            link.Detach();
            Assert.Equal([5], datagrams.Send(5));
            Assert.Equal((3UL, 2UL), (skeleton.Bss.s_redirected, skeleton.Bss.s_received));
        });

    [Fact]
    public void BroadcastReachesEveryDeviceOfTheMap()
        => Run(static (skeleton, datagrams) =>
        {
            skeleton.Maps.Devices.Set(0, "lo", skeleton.Programs.OnSend);
            skeleton.Maps.Devices.Set(1, "lo", skeleton.Programs.OnSend);
            Link link = skeleton.Programs.ToAllDevices.Attach("lo", XdpAttachMode.Generic);
            datagrams.SendOnly(2, 3);
            WaitFor(() => (skeleton.Bss.s_redirected, skeleton.Bss.s_received) == (2, 4));
            link.Detach();
            Assert.Equal([5], datagrams.Send(5));
            Assert.Equal((2UL, 4UL), (skeleton.Bss.s_redirected, skeleton.Bss.s_received));
        });

    [Fact]
    public void CpuMapRunsItsProgramOnTheWay()
        => Run(static (skeleton, datagrams) =>
        {
            skeleton.Maps.Cpus.Set(0, 64, skeleton.Programs.OnCpu);
            Assert.True(skeleton.Maps.Cpus.TryGet(0, out uint size, out uint program));
            Assert.Equal((64U, skeleton.Programs.OnCpu.GetInfo().Id), (size, program));
            skeleton.Programs.ToCpu.Attach("lo", XdpAttachMode.Generic);
            Assert.Equal([1, 2, 3], datagrams.Send(1, 2, 3));
            Assert.Equal((3UL, 3UL, Loopback), (skeleton.Bss.s_redirected, skeleton.Bss.s_received, skeleton.Bss.s_ingress));
        });

    [Fact]
    public void QueueWithoutASocketPassesThePacket()
        => Run(static (skeleton, datagrams) =>
        {
            skeleton.Programs.ToQueue.Attach("lo", XdpAttachMode.Generic);
            Assert.Equal([1, 2], datagrams.Send(1, 2));
            Assert.Equal(2UL, skeleton.Bss.s_redirected);
            using SafeFileHandle xsk = new(Socket(AfXdp, RawSocket, 0), ownsHandle: true);
            skeleton.Maps.Queues.Set(0, xsk);
            skeleton.Maps.Queues.Clear(0);
            using SafeFileHandle other = new(Socket(Inet, DatagramSocket, 0), ownsHandle: true);
            BpfException refusal = Assert.Throws<BpfException>(() => skeleton.Maps.Queues.Set(0, other));
            Assert.Equal(Errno.EOPNOTSUPP, refusal.Errno);
            Assert.EndsWith("It takes AF_XDP sockets only.", refusal.Message, StringComparison.Ordinal);
        });

    [Fact]
    public void MapsRefuseWrongDevicesAndPrograms()
        => Run(static (skeleton, _) =>
        {
            Assert.Contains("There is no network device 'nope'", Assert.Throws<BpfException>(() => skeleton.Maps.Devices.Set(0, "nope")).Message, StringComparison.Ordinal);
            Assert.Contains("There is no device 99 in", Assert.Throws<BpfException>(() => skeleton.Maps.Devices.Set(0, 99)).Message, StringComparison.Ordinal);
            Assert.Contains("'OnCpu' must have the section xdp/devmap", Assert.Throws<BpfException>(() => skeleton.Maps.Devices.Set(0, "lo", skeleton.Programs.OnCpu)).Message, StringComparison.Ordinal);
            Assert.Contains("'OnSend' must have the section xdp/cpumap", Assert.Throws<BpfException>(() => skeleton.Maps.Cpus.Set(0, 8, skeleton.Programs.OnSend)).Message, StringComparison.Ordinal);
            Assert.Equal(Errno.EOVERFLOW, Assert.Throws<BpfException>(() => skeleton.Maps.Cpus.Set(0, 20_000)).Errno);
            Assert.Equal(Errno.E2BIG, Assert.Throws<BpfException>(() => skeleton.Maps.Devices.Set(2, "lo")).Errno);
        });

    [Fact]
    public void ProgramReachesAllFragments()
    {
        using RedirectionSkeleton skeleton = RedirectionSkeleton.Open();
        skeleton.Load();
        byte[] packet = new byte[9000];
        packet[6000] = 41;
        byte[] changed = new byte[9000];
        TestRunResult result = skeleton.Programs.ChangeTail.TestRun(packet, dataOut: changed);
        Assert.Equal(XdpAction.Transmit, (XdpAction)(int)result.ReturnValue);
        Assert.Equal((9000UL, (byte)42), (skeleton.Bss.s_length, changed[6000]));
    }

    private const int Inet = 2; // AF_INET
    private const int AfXdp = 44; // AF_XDP
    private const int DatagramSocket = 2; // SOCK_DGRAM
    private const int RawSocket = 3; // SOCK_RAW

    private static void Run(Action<RedirectionSkeleton, Datagrams> test)
        => OwnNetwork.Run(() =>
        {
            using Datagrams datagrams = new();
            using RedirectionSkeleton skeleton = RedirectionSkeleton.Open();
            skeleton.Rodata.Port = datagrams.PortOnWire;
            skeleton.Rodata.Key = 1;
            skeleton.Load();
            test(skeleton, datagrams);
        });

    [LibraryImport("libc", EntryPoint = "socket")]
    private static partial int Socket(int family, int type, int protocol);

    // A softirq may handle a packet after the call that sent it has returned.
    private static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10)));
}
