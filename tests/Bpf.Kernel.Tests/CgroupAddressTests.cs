using System.Net;
using System.Net.Sockets;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Programs for the addresses of system calls: each hook with exact counts, and redirected connections and datagrams.</summary>
public sealed class CgroupAddressTests : IDisposable
{
    private readonly CgroupProcess _process;
    private readonly CgroupAddressesSkeleton _skeleton;

    public CgroupAddressTests()
    {
        KernelRequirement.NeedRoot();
        _process = new CgroupProcess();
        _skeleton = CgroupAddressesSkeleton.Open();
    }

    public void Dispose()
    {
        _skeleton.Dispose();
        _process.Dispose();
    }

    [Theory]
    [InlineData("Bind4", "bind 4", true)]
    [InlineData("Connect4", "connect 4", true)]
    [InlineData("SendMessage4", "sendmsg 4", true)]
    [InlineData("ReceiveMessage4", "recvmsg 4", false)]
    [InlineData("GetPeerName4", "getpeername 4", false)]
    [InlineData("GetSocketName4", "getsockname 4", false)]
    [InlineData("Bind6", "bind 6", true)]
    [InlineData("Connect6", "connect 6", true)]
    [InlineData("SendMessage6", "sendmsg 6", true)]
    [InlineData("ReceiveMessage6", "recvmsg 6", false)]
    [InlineData("GetPeerName6", "getpeername 6", false)]
    [InlineData("GetSocketName6", "getsockname 6", false)]
    [InlineData("ConnectUnix", "connect 1", true)]
    [InlineData("SendMessageUnix", "sendmsg 1", true)]
    [InlineData("ReceiveMessageUnix", "recvmsg 1", false)]
    [InlineData("GetPeerNameUnix", "getpeername 1", false)]
    [InlineData("GetSocketNameUnix", "getsockname 1", false)]
    public void EveryHookSeesTheAddress(string program, string question, bool canRefuse)
    {
        KernelRequirement.Need(
            !program.EndsWith("Unix", StringComparison.Ordinal) || Environment.OSVersion.Version >= new Version(6, 7), "cgroups ask about Unix sockets since kernel 6.7");
        Link link = Load(program).Attach(_process.Directory);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("0", _process.Ask(question));
        }

        Assert.Equal((3u, 0u), (_skeleton.Bss.s_calls, _skeleton.Bss.s_strange));
        _skeleton.Bss.s_refuses = true;
        Assert.Equal(canRefuse ? $"{(int)Errno.EPERM}" : "0", _process.Ask(question));
        link.Detach();
        Assert.Equal("0", _process.Ask(question));
        Assert.Equal((4u, 0u), (_skeleton.Bss.s_calls, _skeleton.Bss.s_strange));
    }

    [Fact]
    public void ConnectionGoesElsewhereFromAnotherAddress()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        listener.Listen();
        _skeleton.Rodata.Port = PortOf(listener);
        Load("RedirectConnection").Attach(_process.Directory);
        Assert.Equal("0", _process.Ask("stream"));
        using Socket accepted = listener.Accept();
        Assert.Equal(IPAddress.Parse("127.0.0.3"), ((IPEndPoint)accepted.RemoteEndPoint!).Address);
        Assert.NotEqual(0, _skeleton.Bss.s_asked);
        Assert.NotEqual(_skeleton.Rodata.Port, _skeleton.Bss.s_asked);
    }

    [Theory]
    [InlineData("RedirectDatagram4", "sendmsg 4", "127.0.0.1", "127.0.0.4")]
    [InlineData("RedirectDatagram6", "sendmsg 6", "::1", "::1")]
    public void DatagramGoesElsewhere(string program, string question, string address, string source)
    {
        IPAddress to = IPAddress.Parse(address);
        using Socket receiver = new(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new IPEndPoint(to, 0));
        _skeleton.Rodata.Port = PortOf(receiver);
        Load(program).Attach(_process.Directory);
        Assert.Equal("0", _process.Ask(question));
        EndPoint sender = new IPEndPoint(to, 0);
        Assert.Equal(1, receiver.ReceiveFrom(new byte[8], ref sender));
        Assert.Equal(IPAddress.Parse(source), ((IPEndPoint)sender).Address);
    }

    [Fact]
    public void ProgramChoosesTheError()
    {
        Load("RefuseWithAnotherError").Attach(_process.Directory);
        Assert.Equal($"{(int)Errno.EACCES}", _process.Ask("connect 4"));
    }

    private static ushort PortOf(Socket socket) => (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;

    private CgroupProgram Load(string name)
    {
        foreach (BpfProgram program in _skeleton.Object.Programs)
        {
            program.AutoLoad = program.Name == name;
        }

        _skeleton.Load();
        return _skeleton.Object.Programs.Get<CgroupProgram>(name);
    }
}
