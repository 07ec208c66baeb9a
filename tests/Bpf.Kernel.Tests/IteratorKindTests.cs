using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Each kind of iterator, against what procfs, the socket or the library says.</summary>
public sealed class IteratorKindTests : IDisposable
{
    private const int Listening = 10; // TCP_LISTEN, also of UNIX sockets

    private readonly CTarget _target;
    private readonly CommandedProcess _watched;
    private readonly IteratorKindsSkeleton _skeleton;

    public IteratorKindTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
        _watched = new CommandedProcess(_target.Path);
        _watched.Ask("add 1");
        _skeleton = IteratorKindsSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose()
    {
        _skeleton.Dispose();
        _watched.Dispose();
        _target.Dispose();
    }

    [Fact]
    public void FilesOfAProcess()
    {
        using Link link = _skeleton.Programs.ListFiles.Attach(IteratorScope.OfProcess(_watched.Id));
        string[] expected = [.. Directory.GetFiles($"/proc/{_watched.Id}/fd").Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)).Order()
            .Select(descriptor => $"{_watched.Id} {descriptor} {FlagsOf(descriptor)}")];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, _skeleton.Programs.ListFiles.ReadLines());
    }

    [Fact]
    public void AreasOfAProcess()
    {
        using Link link = _skeleton.Programs.WriteAreas.Attach(IteratorScope.OfProcess(_watched.Id));
        string[] expected = [.. File.ReadLines($"/proc/{_watched.Id}/maps").Where(line => !line.EndsWith("[vsyscall]", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];
        Assert.Equal(expected, _skeleton.Programs.WriteAreas.ReadRecords<IteratorKinds.Range>().Select(range => $"{range.Start:x8}-{range.End:x8}"));
    }

    [Fact]
    public void Maps()
    {
        using Link link = _skeleton.Programs.ListMaps.Attach();
        Assert.Single(_skeleton.Programs.ListMaps.ReadLines(), $"{_skeleton.Maps.Elements.Map.Id} 16");
    }

    [Fact]
    public void ElementsOfAMap()
    {
        _skeleton.Maps.Elements[3] = -5;
        _skeleton.Maps.Elements[4] = 1L << 40;
        using Link link = _skeleton.Programs.ListElements.Attach(IteratorScope.OfMap(_skeleton.Maps.Elements.Map));
        Assert.Equal(["3 -5", "4 1099511627776"], _skeleton.Programs.ListElements.ReadLines().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links()
    {
        using Link link = _skeleton.Programs.ListLinks.Attach();
        using JsonDocument links = JsonDocument.Parse(Tool.Run("bpftool", "-j", "link"));
        string own = links.RootElement.EnumerateArray().Single(item => item.GetProperty("prog_id").GetUInt32() == _skeleton.Programs.ListLinks.GetInfo().Id)
            .GetProperty("id").GetRawText();
        Assert.Single(_skeleton.Programs.ListLinks.ReadLines(), own);
    }

    [Fact]
    public void TcpSockets()
    {
        using Socket server = Listen(ProtocolType.Tcp);
        using Link link = _skeleton.Programs.ListTcp.Attach();
        Assert.Single(_skeleton.Programs.ListTcp.ReadLines(), $"{((IPEndPoint)server.LocalEndPoint!).Port} {Listening} 0");
    }

    [Fact]
    public void UdpSockets()
    {
        using Socket server = Listen(ProtocolType.Udp);
        using Link link = _skeleton.Programs.ListUdp.Attach();
        Assert.Single(_skeleton.Programs.ListUdp.ReadLines(), $"{((IPEndPoint)server.LocalEndPoint!).Port} 0");
    }

    [Fact]
    public void UnixSockets()
    {
        // No other socket of this machine has a name of this length.
        string path = Path.Combine(Path.GetTempPath(), new string('u', 97));
        File.Delete(path);
        using Socket server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        server.Bind(new UnixDomainSocketEndPoint(path));
        server.Listen();
        try
        {
            using Link link = _skeleton.Programs.ListUnix.Attach();
            // The family, the path and its end.
            Assert.Single(_skeleton.Programs.ListUnix.ReadLines(), $"{Listening} {2 + path.Length + 1} 0");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(IteratorCgroupOrder.SelfOnly, "own")]
    [InlineData(IteratorCgroupOrder.DescendantsParentsFirst, "own child")]
    [InlineData(IteratorCgroupOrder.DescendantsChildrenFirst, "child own")]
    [InlineData(IteratorCgroupOrder.Ancestors, "own root")]
    public void Cgroups(IteratorCgroupOrder order, string expected)
    {
        using OwnCgroup own = new();
        string child = Path.Combine(own.Path, "child");
        Directory.CreateDirectory(child);
        try
        {
            using Link link = _skeleton.Programs.ListCgroups.Attach(IteratorScope.OfCgroup(own.Path, order));
            Dictionary<string, string> names = new() { [IdOf(own.Path)] = "own", [IdOf(child)] = "child", [IdOf(own.Root)] = "root" };
            Assert.Equal(expected, string.Join(' ', _skeleton.Programs.ListCgroups.ReadLines().Select(line => names.GetValueOrDefault(line, line))));
        }
        finally
        {
            Directory.Delete(child);
        }
    }

    [Fact]
    public void SymbolsOfTheKernel()
    {
        using Link link = _skeleton.Programs.WriteSymbols.Attach();
        const int Compared = 10_000; // The kernel's own come first; those of programs come and go.
        string[] expected = [.. File.ReadLines("/proc/kallsyms").Take(Compared).Select(line => line[..18])];
        Assert.Equal(expected, _skeleton.Programs.WriteSymbols.ReadRecords<IteratorKinds.Range>().Take(Compared)
            .Select(symbol => $"{symbol.Start:x16} {(char)symbol.End}"));
    }

    private static Socket Listen(ProtocolType protocol)
    {
        Socket server = new(AddressFamily.InterNetwork, protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram, protocol);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (protocol == ProtocolType.Tcp)
        {
            server.Listen();
        }

        return server;
    }

    private static string IdOf(string directory) => Tool.Run("stat", "-c", "%i", directory).Trim();

    private uint FlagsOf(int descriptor)
    {
        string text = File.ReadLines($"/proc/{_watched.Id}/fdinfo/{descriptor}").First(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..].Trim();
        // Octal, with O_CLOEXEC of the descriptor, which is not a flag of the file.
        return Convert.ToUInt32(text, 8) & ~0x80000U;
    }
}
