using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Programs other than probes: attached, triggered and detached, with exact counts.</summary>
public sealed class KernelHookTests : IDisposable
{
    private readonly CTarget _target;
    private readonly CommandedProcess _watched;

    public KernelHookTests()
    {
        KernelRequirement.NeedRoot();
        KernelFileSystem.Trace.Need();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
        _watched = new CommandedProcess(_target.Path);
    }

    public void Dispose()
    {
        _watched.Dispose();
        _target.Dispose();
    }

    [Fact]
    public void TracepointsCountWhileAttached()
    {
        using KernelHooksSkeleton skeleton = Load(port: 0);
        skeleton.Attach();
        _watched.Ask("rename 5");
        skeleton.Detach();
        _watched.Ask("rename 2");

        Assert.Equal(5UL, skeleton.Bss.s_renames);
        Assert.Equal(5UL, skeleton.Bss.s_rawRenames);
        Assert.Equal(_watched.Id, skeleton.Bss.s_lastThread);
    }

    [Fact]
    public void RawTracepointHasACookie()
    {
        using KernelHooksSkeleton skeleton = Load(port: 0);
        using Link link = skeleton.Programs.OnRawRename.Attach("task_rename", cookie: 0x1122334455);
        Assert.Equal("raw_tracepoint task_rename", link.ToString());
        _watched.Ask("rename 1");
        Assert.Equal(0x1122334455UL, skeleton.Bss.s_cookie);
    }

    [Fact]
    public void RawTracepointHasTypedArguments()
    {
        using KernelHooksSkeleton skeleton = KernelHooksSkeleton.Open();
        skeleton.Rodata.Watched = _watched.Id;
        skeleton.Programs.OnTypedRename.AutoLoad = true;
        skeleton.Load();
        using Link link = skeleton.Programs.OnTypedRename.Attach();
        _watched.Ask("rename 6");
        Assert.Equal(6UL, skeleton.Bss.s_rawRenames);
        Assert.Equal((byte)'r', skeleton.Bss.s_cookie);
    }

    [Fact]
    public void WritableTracepointChangesTheResultOfATestRun()
    {
        string thread = Path.GetFileName(new DirectoryInfo("/proc/thread-self").LinkTarget!);
        using KernelHooksSkeleton skeleton = KernelHooksSkeleton.Open();
        skeleton.Rodata.Watched = int.Parse(thread, System.Globalization.CultureInfo.InvariantCulture);
        skeleton.Programs.OnTestFinish.AutoLoad = true;
        skeleton.Load();
        byte[] packet = new byte[64];
        Assert.Equal(2U, skeleton.Programs.OnPacket.TestRun(packet).ReturnValue);

        using Link link = skeleton.Programs.OnTestFinish.Attach();
        BpfException refusal = Assert.Throws<BpfException>(() => skeleton.Programs.OnPacket.TestRun(packet));
        Assert.Equal(Errno.EIO, refusal.Errno);
        Assert.Equal(100UL, skeleton.Bss.s_cookie);
        link.Detach();
        Assert.Equal(2U, skeleton.Programs.OnPacket.TestRun(packet).ReturnValue);

        BpfException other = Assert.Throws<BpfException>(() => skeleton.Programs.OnTestFinish.Attach("task_rename"));
        Assert.Equal(Errno.EINVAL, other.Errno);
        Assert.Contains("'task_rename' does not let programs change its first argument", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sched:no_such", "has no tracepoint 'no_such'")]
    [InlineData("no_such:task_rename", "no category 'no_such'")]
    public void UnknownTracepointIsNamed(string target, string text)
    {
        using KernelHooksSkeleton skeleton = Load(port: 0);
        BpfException exception = Assert.Throws<BpfException>(() => skeleton.Programs.OnRename.Attach(target));
        Assert.Equal(Errno.ENOENT, exception.Errno);
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => skeleton.Programs.OnRename.Attach("task_rename"));
        exception = Assert.Throws<BpfException>(() => skeleton.Programs.OnRawRename.Attach("no_such"));
        Assert.Contains("no such tracepoint", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void XdpProgramSeesThePacketsOfADevice()
    {
        using Socket receiver = Receiver(out IPEndPoint address);
        using KernelHooksSkeleton skeleton = Load((ushort)address.Port);
        Link link = skeleton.Programs.OnPacket.Attach("lo", XdpAttachMode.Generic);
        Assert.Equal("xdp lo", link.ToString());
        BpfException busy = Assert.Throws<BpfException>(() => skeleton.Programs.OnPacket.Attach("lo", XdpAttachMode.Generic));
        Assert.Equal(Errno.EBUSY, busy.Errno);

        Send(address, [1, 2, 3]);
        Assert.Equal([1, 2, 3], Receive(receiver, 3));
        link.Detach();
        Send(address, [4]);
        Assert.Equal([4], Receive(receiver, 1));
        Assert.Equal(3UL, skeleton.Bss.s_packets);
    }

    [Fact]
    public void UnknownDeviceErrorListsTheExistingDevices()
    {
        using KernelHooksSkeleton skeleton = Load(port: 0);
        BpfException exception = Assert.Throws<BpfException>(() => skeleton.Programs.OnPacket.Attach("nosuch0"));
        Assert.Equal(Errno.ENODEV, exception.Errno);
        Assert.Contains("'nosuch0'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("lo", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SocketReceivesWhatItsFilterAccepts()
    {
        using Socket receiver = Receiver(out IPEndPoint address);
        using KernelHooksSkeleton skeleton = Load(port: 0);
        using (skeleton.Programs.OnlyEven.Attach(receiver))
        {
            Send(address, [1, 2, 3, 4]);
            Assert.Equal([2, 4], Receive(receiver, 2));
        }

        Send(address, [5]);
        Assert.Equal([5], Receive(receiver, 1));
    }

    private KernelHooksSkeleton Load(ushort port)
    {
        KernelHooksSkeleton skeleton = KernelHooksSkeleton.Open();
        skeleton.Rodata.Watched = _watched.Id;
        skeleton.Rodata.Port = BinaryPrimitives.ReverseEndianness(port);
        skeleton.Load();
        return skeleton;
    }

    private static Socket Receiver(out IPEndPoint address)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        address = (IPEndPoint)socket.LocalEndPoint!;
        return socket;
    }

    private static void Send(IPEndPoint address, byte[] packets)
    {
        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        foreach (byte packet in packets)
        {
            sender.SendTo([packet], address);
        }
    }

    private static List<byte> Receive(Socket receiver, int count)
    {
        List<byte> received = [];
        byte[] buffer = new byte[16];
        while (received.Count < count)
        {
            receiver.Receive(buffer);
            received.Add(buffer[0]);
        }

        return received;
    }
}
