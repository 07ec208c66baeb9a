using System.Net;
using System.Net.Sockets;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Networking;

/// <summary>Programs for a whole network namespace, in a separate one.</summary>
public sealed class NetworkNamespaceTests
{
    private const string Own = "/proc/thread-self/ns/net";

    public NetworkNamespaceTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void SkLookupProgramSelectsTheSocket()
        => OwnNetwork.Run(() =>
        {
            using Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            server.Listen();
            ushort port = (ushort)((IPEndPoint)server.LocalEndPoint!).Port;
            using BpfObject target = TrafficObject.Load("refuse", BitConverter.IsLittleEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(port) : port);
            Link link = target.Programs.Get<NetworkNamespaceProgram>("refuse").Attach(Own);
            Assert.Equal($"sk_lookup {Own}", link.ToString());
            Assert.Equal(SocketError.ConnectionRefused, Connect(port));
            Assert.Equal(1UL, TrafficObject.Calls(target));

            link.Detach();
            Assert.Equal(SocketError.Success, Connect(port));
            Assert.Equal(1UL, TrafficObject.Calls(target));
        });

    [Fact]
    public void NamespaceHasOneFlowDissector()
        => OwnNetwork.Run(() =>
        {
            using BpfObject first = TrafficObject.Load("dissect", 0);
            using BpfObject second = TrafficObject.Load("dissect", 0);
            Link link = first.Programs.Get<NetworkNamespaceProgram>("dissect").Attach(Own);
            Assert.Equal($"flow_dissector {Own}", link.ToString());
            BpfException busy = Assert.Throws<BpfException>(() => second.Programs.Get<NetworkNamespaceProgram>("dissect").Attach(Own));
            Assert.Equal(Errno.E2BIG, busy.Errno);
            Assert.Contains("one flow_dissector program", busy.Message, StringComparison.Ordinal);

            link.Detach();
            second.Programs.Get<NetworkNamespaceProgram>("dissect").Attach(Own);
        });

    [Theory]
    [InlineData("/proc/self/ns/nosuch", Errno.ENOENT)]
    [InlineData("/proc/self/ns/uts", null)]
    [InlineData("/dev/null", null)]
    public void FileThatIsNotANetworkNamespaceIsReported(string path, Errno? errno)
    {
        using BpfObject target = TrafficObject.Load("refuse", 0);
        NetworkNamespaceProgram program = target.Programs.Get<NetworkNamespaceProgram>("refuse");
        BpfException exception = Assert.Throws<BpfException>(() => program.Attach(path));
        Assert.Equal(errno, exception.Errno);
        Assert.StartsWith($"Cannot attach sk_lookup program 'refuse' to '{path}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("/proc/PID/ns/net", exception.Message, StringComparison.Ordinal);
        Assert.Null(program.Link);
        Assert.Equal(0, OpenFiles.Count("uts:["));
    }

    private static SocketError Connect(int port)
    {
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }
}
