using System.Net.Sockets;
using System.Text;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Connections to Unix sockets that programs send elsewhere.</summary>
public sealed class CgroupUnixPathTests : IDisposable
{
    private readonly string _path = $"/tmp/bpf-unix-{Guid.NewGuid():N}";
    private readonly CgroupProcess _process;

    public CgroupUnixPathTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 7), "cgroups ask about Unix sockets since kernel 6.7");
        _process = new CgroupProcess();
    }

    public void Dispose()
    {
        File.Delete(_path);
        _process.Dispose();
    }

    [Fact]
    public void ConnectionGoesToAnotherPath()
    {
        using Socket listener = Listener(_path);
        using CgroupUnixPathsSkeleton skeleton = CgroupUnixPathsSkeleton.Open();
        skeleton.Rodata.Asked = PathOf(_path + "-asked");
        skeleton.Rodata.Given = PathOf(_path);
        skeleton.Load();
        Link link = skeleton.Programs.OnConnect.Attach(_process.Directory);
        for (uint i = 1; i <= 5; i++)
        {
            Assert.Equal("0", _process.Ask($"unix {_path}-asked"));
            using Socket accepted = listener.Accept();
            Assert.Equal("0", _process.Ask($"unix {_path}"));
            using Socket direct = listener.Accept();
            Assert.Equal($"{(int)Errno.ENOENT}", _process.Ask($"unix {_path}-other"));
            Assert.Equal((i, 2 * i, i), (skeleton.Bss.s_redirected, skeleton.Bss.s_others, skeleton.Bss.s_refused));
        }

        Assert.False(listener.Poll(0, SelectMode.SelectRead));
        link.Detach();
        Assert.Equal($"{(int)Errno.ENOENT}", _process.Ask($"unix {_path}-asked"));
        Assert.Equal(5u, skeleton.Bss.s_redirected);
    }

    [Fact]
    public void ConnectionGoesToAnAbstractName()
    {
        using Socket listener = Listener("\0bpf-redirected");
        using CgroupUnixPathsSkeleton skeleton = CgroupUnixPathsSkeleton.Open();
        skeleton.Load();
        skeleton.Programs.ToAbstractName.Attach(_process.Directory);
        Assert.Equal("0", _process.Ask($"unix {_path}"));
        using Socket accepted = listener.Accept();
        Assert.Equal(1u, skeleton.Bss.s_redirected);
    }

    private static Text128 PathOf(string path)
    {
        Text128 text = default;
        Encoding.UTF8.GetBytes(path, text);
        return text;
    }

    private static Socket Listener(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }
}
