using System.Net;
using System.Net.Sockets;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>C# programs that select among sockets sharing a port.</summary>
public sealed class SharedPortTests : IDisposable
{
    private readonly Socket[] _sockets;
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public SharedPortTests()
    {
        KernelRequirement.NeedRoot();
        Socket first = ReuseportSockets.Bind(0);
        _sockets = [first, ReuseportSockets.Bind(((IPEndPoint)first.LocalEndPoint!).Port)];
        _sender.Connect(first.LocalEndPoint!);
    }

    public void Dispose()
    {
        foreach (Socket socket in _sockets.Append(_sender))
        {
            socket.Dispose();
        }
    }

    [Fact]
    public void ProgramSelectsSocketsFromTheMap()
    {
        using SharedPortSkeleton skeleton = SharedPortSkeleton.Open();
        skeleton.Load();
        ReuseportSocketArray sockets = skeleton.Maps.Sockets;
        Assert.Equal(2, sockets.Count);
        for (int i = 0; i < _sockets.Length; i++)
        {
            sockets.Set(i, _sockets[i]);
        }

        Assert.Equal(Errno.EINVAL, Assert.Throws<BpfException>(() => sockets.Set(0, _sender)).Errno); // not bound with SO_REUSEPORT
        Assert.Equal(Errno.E2BIG, Assert.Throws<BpfException>(() => sockets.Set(2, _sockets[0])).Errno);
        skeleton.Programs.Steer.Attach(_sockets[0]);
        foreach (byte index in (byte[])[0, 1, 1, 0])
        {
            Assert.Equal(index, ReuseportSockets.Deliver(_sender, _sockets, index));
        }

        Assert.Equal(SocketError.ConnectionRefused, ReuseportSockets.Refusal(_sender, 2));
        Assert.True(sockets.Clear(1));
        Assert.False(sockets.Clear(1));
        Assert.Equal(SocketError.ConnectionRefused, ReuseportSockets.Refusal(_sender, 1));
    }

    [Fact]
    public void ProgramFiltersPacketsByContents()
    {
        using SharedPortSkeleton skeleton = SharedPortSkeleton.Open();
        skeleton.Load();
        Link link = skeleton.Programs.Admit.Attach(_sockets[1]);
        Assert.InRange(ReuseportSockets.Deliver(_sender, _sockets, 1), 0, 1);
        Assert.Equal(SocketError.ConnectionRefused, ReuseportSockets.Refusal(_sender, 0));
        Assert.Equal((2UL, 0UL), (skeleton.Bss.s_seen, skeleton.Bss.s_strange));

        link.Detach();
        Assert.InRange(ReuseportSockets.Deliver(_sender, _sockets, 0), 0, 1);
        Assert.Equal(2UL, skeleton.Bss.s_seen);
    }
}
