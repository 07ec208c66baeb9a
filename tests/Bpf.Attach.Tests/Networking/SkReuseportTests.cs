using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Networking;

/// <summary>sk_reuseport: a program chooses among the sockets of one port.</summary>
public sealed class SkReuseportTests : IDisposable
{
    private const string Text = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        char LICENSE[] SEC("license") = "GPL";
        struct { __uint(type, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY); __uint(max_entries, 2); __uint(key_size, 4); __uint(value_size, VALUE); } sockets SEC(".maps");
        int wanted;
        SEC("sk_reuseport") int choose(struct sk_reuseport_md *packet)
        {
            __u32 key = wanted;
            return bpf_sk_select_reuseport(packet, &sockets, &key, 0) == 0 ? SK_PASS : SK_DROP;
        }
        """;

    private readonly Socket[] _sockets;
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public SkReuseportTests()
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

    [Theory]
    [InlineData(sizeof(int))]
    [InlineData(sizeof(long))]
    public void ProgramSelectsTheSocketByItsVariable(int valueSize)
    {
        using BpfObject target = BpfObject.Open(CObject.CompileText(Text, $"-DVALUE={valueSize}"), "reuseport");
        target.Load();
        for (int i = 0; i < _sockets.Length; i++)
        {
            byte[] value = new byte[valueSize];
            MemoryMarshal.Write(value, (int)_sockets[i].Handle);
            target.Maps["sockets"].Update(BitConverter.GetBytes(i), value);
        }

        Link link = target.Programs.Get<SkReuseportProgram>("choose").Attach(_sockets[0]);
        Assert.Equal($"sk_reuseport socket {_sockets[0].Handle}", link.ToString());
        foreach (int wanted in (int[])[0, 1, 1, 0])
        {
            target.Globals.Set(".bss", "wanted", wanted);
            Assert.Equal(wanted, ReuseportSockets.Deliver(_sender, _sockets));
        }

        // No socket has this index, so the program drops.
        target.Globals.Set(".bss", "wanted", 2);
        Assert.Equal(SocketError.ConnectionRefused, ReuseportSockets.Refusal(_sender));
        link.Detach();
        Assert.InRange(ReuseportSockets.Deliver(_sender, _sockets), 0, 1);
    }

    [Fact]
    public void SocketOutsideOfAGroupIsRefused()
    {
        using BpfObject target = BpfObject.Open(CObject.CompileText(Text, "-DVALUE=8"), "reuseport");
        SkReuseportProgram program = target.Programs.Get<SkReuseportProgram>("choose");
        Assert.Throws<BpfStateException>(() => program.Attach(_sockets[0]));
        target.Load();
        BpfException exception = Assert.Throws<BpfException>(() => program.Attach(_sender));
        Assert.Contains($"Cannot attach sk_reuseport program 'choose' to 'socket {_sender.Handle}'", exception.Message, StringComparison.Ordinal);
        Assert.Null(program.Link);
    }
}
