using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

public class DialectTests
{
    private static readonly BpfObjectOptions s_cilium = new() { Dialect = BpfDialect.Cilium };

    private static byte[] Legacy => CObject.CompileText("""
        #include "common.h"
        struct bpf_map_def { unsigned int type, key_size, value_size, max_entries, map_flags; };
        struct bpf_map_def SEC("maps") one = { .type = BPF_MAP_TYPE_HASH, .key_size = 4, .value_size = 8, .max_entries = 3 };
        struct bpf_map_def SEC("maps") two = { .type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 5 };
        SEC("socket/anything") int program(struct __sk_buff *skb) { int k = 4; return bpf_map_lookup_elem(&two, &k) ? 3 : bpf_map_lookup_elem(&one, &k) ? 4 : 5; }
        """);

    public DialectTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void LegacyMapsAndFreeSectionNamesMeanTheCiliumDialect()
    {
        using BpfObject target = BpfObject.Open(Legacy, "legacy", s_cilium);
        Assert.Equal(5u, target.Maps["two"].MaxEntries);
        Assert.Equal(MapType.Hash, target.Maps["one"].Type);
        target.Load();
        Assert.Equal(3u, target.Programs["program"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Contains("Dialect to Cilium", Assert.Throws<BpfUnsupportedException>(() => BpfObject.Open(Legacy, "legacy")).Message);
    }

    [Fact]
    public void StaticProgramsMeanTheCiliumDialect()
    {
        byte[] bytes = CObject.CompileText("""
            #include "common.h"
            SEC("socket") static int hidden(struct __sk_buff *skb) { return 6; }
            void *keep = hidden;
            """);
        Assert.Contains("must be global", Assert.Throws<BpfUnsupportedException>(() => BpfObject.Open(bytes, "static")).Message);
        using BpfObject target = BpfObject.Open(bytes, "static", s_cilium);
        target.Load();
        Assert.Equal(6u, target.Programs["hidden"].TestRun(Packet.Minimal).ReturnValue);
    }
}
