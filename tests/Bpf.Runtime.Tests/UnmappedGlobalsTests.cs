using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Sections of global variables that the kernel cannot map into a process.</summary>
public class UnmappedGlobalsTests
{
    private const string Mixed = """
        #include "common.h"
        struct bpf_spin_lock lock;
        int counter = 4;
        int limit = 100;
        int zero;
        const volatile int step = 2;
        SEC("tc") int count(struct __sk_buff *skb)
        {
            int now;
            bpf_spin_lock(&lock);
            if (counter < limit)
                counter += step;
            now = counter;
            bpf_spin_unlock(&lock);
            return now;
        }
        """;

    public static TheoryData<string> Sources => new(
        "globals_private", "globals_static_lock", "globals_static_timer", "globals_static_kptr", "globals_static_list", "globals_static_tree");

    // Regression: pages lost in a refused mapping were unmapped later, after the runtime had reused them.
    [Fact]
    public void FiftyLoadsDoNotDisturbTheProcess()
    {
        KernelRequirement.NeedRoot();
        byte[][] objects = [.. Sources.Select(source => Corpus(source.Data))];
        for (int round = 0; round < 50; round++)
        {
            byte[] bytes = objects[round % objects.Length];
            using BpfObject target = BpfObject.Open(bytes, $"round{round}");
            target.Load();
            Assert.True(target.Programs.Single().TestRun(Packet.Minimal).ReturnValue is 1 or 3);
            GC.Collect();
            _ = new byte[100_000];
        }
    }

    // Like libbpf since 1.2: not visible outside of the object.
    [Theory]
    [MemberData(nameof(Sources))]
    [InlineData("globals_static")]
    public void SectionsWithoutAVisibleVariableAreNotMappable(string source)
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(Corpus(source), "flags");
        target.Load();
        Assert.All(target.Globals.Sections, section => Assert.Equal(default, target.Maps[section].Flags & MapFlags.MemoryMappable));
    }

    [Fact]
    public void SectionsWithAVisibleVariableAreMappable()
    {
        using BpfObject target = BpfObject.Open(Corpus("globals_sections"), "flags");
        Assert.All(target.Globals.Sections, section => Assert.Equal(MapFlags.MemoryMappable, target.Maps[section].Flags & MapFlags.MemoryMappable));
    }

    [Fact]
    public void VariablesNextToALockAreAccessedThroughTheMap()
    {
        KernelRequirement.NeedRoot();
        byte[] bytes = CObject.CompileText(Mixed.Replace("int counter", "SEC(\".data.locked\") int counter", StringComparison.Ordinal)
            .Replace("int limit", "SEC(\".data.locked\") int limit", StringComparison.Ordinal)
            .Replace("struct bpf_spin_lock lock;", "SEC(\".data.locked\") struct bpf_spin_lock lock = {};", StringComparison.Ordinal));
        using BpfObject target = BpfObject.Open(bytes, "mixed");
        ref int early = ref target.Globals.Reference<int>(".data.locked", "counter");
        early = 5;
        target.Globals.Set(".rodata", "step", 3);
        target.Load();
        Assert.Equal(8u, target.Programs["count"].TestRun(Packet.Minimal).ReturnValue);
        BpfStateException exception = Assert.Throws<BpfStateException>(() => target.Globals.Reference<int>(".data.locked", "counter"));
        Assert.Contains("mixed.data.locked:counter", exception.Message);
        Assert.Contains("bpf_spin_lock", exception.Message);
        Assert.Contains("BpfGlobals.Get", exception.Message);

        Assert.Equal(8, target.Globals.Get<int>(".data.locked", "counter"));
        Assert.Equal([8, 0, 0, 0], target.Globals.Bytes(".data.locked", "counter").ToArray());
        target.Globals.Set(".data.locked", "limit", 9);
        Assert.Equal(9, target.Globals.Get<int>(".data.locked", "limit"));
        Assert.Equal(8, target.Globals.Get<int>(".data.locked", "counter"));
        target.Programs["count"].TestRun(Packet.Minimal);
        Assert.Equal(11, target.Globals.Get<int>(".data.locked", "counter"));
        Assert.Equal(11u, target.Programs["count"].TestRun(Packet.Minimal).ReturnValue);

        // The other sections are mapped as usual.
        Assert.Equal(3, target.Globals.Get<int>(".rodata", "step"));
        Assert.Equal(0, target.Globals.Reference<int>(".bss", "zero"));
        early = 77; // the private pages still exist, although nothing uses them anymore
        Assert.Equal(11, target.Globals.Get<int>(".data.locked", "counter"));
    }

    [Fact]
    public void UpdateThatWouldCancelATimerIsAvoided()
    {
        KernelRequirement.NeedRoot();
        byte[] bytes = CObject.CompileText("""
            #include "common.h"
            SEC(".data.timed") struct bpf_timer timer = {};
            SEC(".data.timed") int rounds = 3;
            SEC("tc") int cancel(struct __sk_buff *skb) { return bpf_timer_cancel(&timer) == -22 ? rounds : 0; }
            """);
        using BpfObject target = BpfObject.Open(bytes, "timed");
        target.Globals.Set(".data.timed", "rounds", 4);
        target.Load();
        Assert.Equal(4u, target.Programs["cancel"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal(4, target.Globals.Get<int>(".data.timed", "rounds"));
        Assert.Contains("bpf_timer", Assert.Throws<BpfStateException>(() => target.Globals.Set(".data.timed", "rounds", 5)).Message);
    }

    [Fact]
    public void StaticVariablesAreReadThroughTheMap()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(Corpus("globals_static_lock"), "alone");
        Assert.Equal(0, target.Globals.Reference<int>(".bss", "counter"));
        target.Load();
        target.Programs["count"].TestRun(Packet.Minimal);
        target.Programs["count"].TestRun(Packet.Minimal);
        Assert.Equal(2, target.Globals.Get<int>(".bss", "counter"));
        Assert.Contains("static or hidden", Assert.Throws<BpfStateException>(() => target.Globals.Reference<int>(".bss", "counter")).Message);
    }

    // A reference cannot be revoked, so its memory must not be reused.
    [Fact]
    public void HandlesOfDisposedObjectsAreHarmless()
    {
        KernelRequirement.NeedRoot();
        BpfObject target = BpfObject.Open(CObject.Compile("globals"), "gone");
        ref uint calls = ref target.Globals.Reference<uint>(".bss", "calls");
        ref uint factor = ref target.Globals.Reference<uint>(".rodata", "factor");
        target.Load();
        target.Programs["compute"].TestRun(Packet.Minimal);
        Assert.Equal(1u, calls);
        target.Dispose();
        Assert.Equal(0u, calls);
        calls = 5;
        factor = 6;
        using BpfObject next = BpfObject.Open(CObject.Compile("globals"), "next");
        Assert.Equal(0u, next.Globals.Reference<uint>(".bss", "calls"));
        Assert.Equal(3u, next.Globals.Reference<uint>(".rodata", "factor"));
        next.Load();
        uint counted = next.Globals.Reference<uint>(".bss", "calls");
        calls = 7;
        factor = 8;
        Assert.Equal(counted, next.Globals.Reference<uint>(".bss", "calls"));
        Assert.Equal(139u - 1, next.Programs["compute"].TestRun(Packet.Minimal).ReturnValue);
    }

    private static byte[] Corpus(string name) => CObject.CompileFile(Path.Combine(CObject.SourceDirectory, "corpus", name + ".c"));
}
