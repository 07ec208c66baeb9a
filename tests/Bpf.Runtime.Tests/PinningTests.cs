using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

public sealed class PinningTests : IDisposable
{
    private readonly string _root = $"{KernelFileSystem.Bpf.Need()}/test-{Environment.ProcessId}";

    private static byte[] Source(int entries) => CObject.CompileText($$"""
        #include "common.h"
        struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, {{entries}}); __type(key, int); __type(value, int); __uint(pinning, LIBBPF_PIN_BY_NAME); } shared SEC(".maps");
        SEC("socket") int program(struct __sk_buff *skb) { int k = 0, *v = bpf_map_lookup_elem(&shared, &k); return v ? *v : -1; }
        """);

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    public PinningTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void MapsPinnedByNameAreSharedAndChecked()
    {
        BpfObjectOptions options = new() { PinRoot = _root };
        using BpfObject first = BpfObject.Open(Source(2), "first", options);
        first.Load();
        new ArrayMap<int>(first.Maps["shared"])[0] = 42;

        using BpfObject second = BpfObject.Open(Source(2), "second", options);
        second.Load();
        Assert.Equal(42u, second.Programs["program"].TestRun(Packet.Minimal).ReturnValue);

        using BpfMap opened = BpfMap.OpenPinned(Path.Combine(_root, "shared"));
        Assert.Equal(42, new ArrayMap<int>(opened)[0]);

        using BpfObject other = BpfObject.Open(Source(3), "other", options);
        Assert.Contains("capacity 2 instead of 3", Assert.Throws<BpfException>(other.Load).Message);
    }

    [Fact]
    public void FailedLoadLeavesNeitherPinsNorTheirDirectory()
    {
        byte[] source = CObject.CompileText("""
            #include "common.h"
            struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); __uint(pinning, LIBBPF_PIN_BY_NAME); } one SEC(".maps");
            struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); __uint(pinning, LIBBPF_PIN_BY_NAME); } two SEC(".maps");
            SEC("socket") int program(struct __sk_buff *skb) { return *(volatile int *)(long)skb->len; }
            """);
        using BpfObject target = BpfObject.Open(source, "refused", new BpfObjectOptions { PinRoot = _root });
        Assert.Throws<VerifierException>(target.Load);
        Assert.False(Directory.Exists(_root));
    }

    [Fact]
    public void ExistingMapCanReplaceADefinition()
    {
        BpfObjectOptions options = new() { PinRoot = _root };
        using BpfObject first = BpfObject.Open(Source(2), "first", options);
        first.Load();
        new ArrayMap<int>(first.Maps["shared"])[0] = 7;
        using BpfObject second = BpfObject.Open(Source(9), "second", new BpfObjectOptions { PinRoot = _root + "/other" });
        second.Maps["shared"].Reuse(first.Maps["shared"]);
        Assert.Equal(2u, second.Maps["shared"].MaxEntries);
        second.Load();
        Assert.Equal(7u, second.Programs["program"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Throws<BpfStateException>(() => second.Maps["shared"].Reuse(first.Maps["shared"]));
    }

    [Fact]
    public void PathOutsideOfABpfFileSystemIsRefused()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        Assert.Contains("not in a BPF file system", Assert.Throws<BpfException>(() => target.Maps["hash"].Pin("/tmp/no-bpf/map")).Message);
        Assert.Equal(Errno.ENOENT, Assert.Throws<BpfException>(() => BpfMap.OpenPinned("/sys/fs/bpf/no-such-map")).Errno);
    }

    [Fact]
    public void MapsOpenById()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        using BpfMap again = BpfMap.OpenId(target.Maps["hash"].Id);
        Assert.Equal("hash", again.Name);
        Assert.Equal(1000u, again.MaxEntries);
    }
}
