using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Usdt;

/// <summary>USDT probes with known arguments, in both attach modes and with both layouts of the argument specifications.</summary>
public sealed class UsdtProgramTests : IDisposable
{
    private readonly CTarget _target;

    public UsdtProgramTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the test program's points are written for x86-64");
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "points.c"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData(ProbeMode.Auto, true)]
    [InlineData(ProbeMode.Auto, false)]
    [InlineData(ProbeMode.Single, true)]
    [InlineData(ProbeMode.Single, false)]
    public void ArgumentsAreReadAtEveryPlaceOfAProbe(ProbeMode mode, bool indexedLayout)
    {
        using CommandedProcess traced = new(_target.Path);
        using CommandedProcess other = new(_target.Path);
        using BpfObject program = Load(mode, indexedLayout);
        using Link link = Program(program).Attach(UsdtTarget.File(_target.Path, "demo", "point") with { ProcessId = traced.Id }, cookie: 0xC00C1E);
        Assert.StartsWith(mode == ProbeMode.Single ? "perf_event" : "uprobe_multi", link.ToString(), StringComparison.Ordinal);

        traced.Ask("point 10");
        other.Ask("point 5");

        // Ten times two places: one has a register and one a global variable as the first argument.
        Assert.Equal(20UL, Global(program, "hits"));
        Assert.Equal(0xC00C1EUL, Global(program, "cookie"));
        Assert.Equal(5UL, Global(program, "count"));
        long narrow = Enumerable.Range(0, 10).Sum(i => -1000L - i) + (10 * -77777L);
        long wide = unchecked((20 * 0x1122334455667788) + 90);
        Assert.Equal([narrow, wide, 20 * 60000L, -9 * 20, 16 * 20], Sums(program));

        link.Detach();
        traced.Ask("point 3");
        Assert.Equal(20UL, Global(program, "hits"));
    }

    [Fact]
    public void IndexedMemoryNeedsTheNewerLayout()
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject newer = Load(ProbeMode.Auto, indexedLayout: true);
        Program(newer).Attach(UsdtTarget.File(_target.Path, "demo", "indexed"));
        traced.Ask("indexed");
        Assert.Equal([-2L, -3L, -3L, 0, 0], Sums(newer));

        using BpfObject older = Load(ProbeMode.Auto, indexedLayout: false);
        BpfUnsupportedException refusal = Assert.Throws<BpfUnsupportedException>(() => Program(older).Attach(UsdtTarget.File(_target.Path, "demo", "indexed")));
        Assert.Contains("indexed memory", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void SemaphoreIsRaisedWhileAttached(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(mode, indexedLayout: true);
        Assert.Equal("0", traced.Ask("guarded"));

        using Link link = Program(program).Attach(UsdtTarget.File(_target.Path, "demo", "guarded"));
        Assert.Equal("1", traced.Ask("guarded"));
        Assert.Equal(1UL, Global(program, "hits"));

        if (mode == ProbeMode.Auto)
        {
            link.Detach();
            Assert.Equal("0", traced.Ask("guarded"));
            Assert.Equal(1UL, Global(program, "hits"));
        }
    }

    [Fact]
    public void SpecificationsAreSharedAndReleased()
    {
        using BpfObject program = Load(ProbeMode.Auto, indexedLayout: true);
        for (int i = 0; i < 5; i++)
        {
            // Five different argument lists, and the map holds five.
            using Link link = Program(program).Attach(UsdtTarget.File(_target.Path, "demo", "*"));
            Assert.Contains("5 offsets", link.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SectionNamesTheTarget()
    {
        byte[] elf = CObject.CompileText(
            $"#define INDEXED\n#include \"usdt_points.h\"\nchar LICENSE[] SEC(\"license\") = \"GPL\";\n__u64 hits;\n"
            + $"SEC(\"usdt.s/{_target.Path}:demo:other\") int on_other(void *c) {{ __sync_fetch_and_add(&hits, 1); return 0; }}\n");
        using BpfObject program = BpfObject.Open(elf, "sections");
        program.Load();
        program.Attach();
        using CommandedProcess traced = new(_target.Path);
        traced.Ask("point 7");
        Assert.Equal(7UL, Global(program, "hits"));
    }

    [Fact]
    public void UnknownProbeErrorListsTheExistingProbes()
    {
        using BpfObject program = Load(ProbeMode.Auto, indexedLayout: true);
        BpfException failure = Assert.ThrowsAny<BpfException>(() => Program(program).Attach(UsdtTarget.File(_target.Path, "demo", "nothing")));
        Assert.Contains("demo:point, demo:other", failure.Message, StringComparison.Ordinal);

        failure = Assert.ThrowsAny<BpfException>(() => Program(program).Attach(UsdtTarget.File("/bin/true", "demo", "nothing")));
        Assert.Contains("no USDT probes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingMapsAreNamed()
    {
        using BpfObject program = BpfObject.Open(CObject.CompileText(
            "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\nchar LICENSE[] SEC(\"license\") = \"GPL\";\nSEC(\"usdt\") int on_point(void *c) { return 0; }\n"), "bare");
        program.Load();
        BpfException failure = Assert.Throws<BpfException>(() => Program(program).Attach(UsdtTarget.File(_target.Path, "demo", "point")));
        Assert.Equal(Errno.ESRCH, failure.Errno);
        Assert.Contains("no map '__bpf_usdt_specs'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FullSpecificationMapIsReportedWithItsSize()
    {
        using BpfObject program = BpfObject.Open(CObject.Compile("usdt", ["-DINDEXED"]), "usdt");
        program.Maps["__bpf_usdt_specs"].MaxEntries = 1;
        program.Load();
        BpfException failure = Assert.Throws<BpfException>(() => Program(program).Attach(UsdtTarget.File(_target.Path, "demo", "*")));
        Assert.Equal(Errno.E2BIG, failure.Errno);
        Assert.Contains("room for 1 different", failure.Message, StringComparison.Ordinal);

        // Whatever the failed attempt used is free again.
        Program(program).Attach(UsdtTarget.File(_target.Path, "demo", "other")).Dispose();
    }

    [Theory]
    [InlineData(18, 183, "aarch64")] // e_machine = EM_AARCH64
    [InlineData(5, 2, "big-endian")] // EI_DATA = ELFDATA2MSB
    public void FileForAnotherArchitectureIsRefused(int position, byte value, string text)
    {
        byte[] bytes = File.ReadAllBytes(_target.Path);
        bytes[position] = value;
        string file = _target.Path + ".foreign";
        File.WriteAllBytes(file, bytes);
        using BpfObject program = Load(ProbeMode.Auto, indexedLayout: true);
        BpfException failure = Assert.ThrowsAny<BpfException>(() => Program(program).Attach(UsdtTarget.File(file, "demo", "point")));
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    private static BpfObject Load(ProbeMode mode, bool indexedLayout)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("usdt", indexedLayout ? ["-DINDEXED"] : []), "usdt", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        return program;
    }

    private static UsdtProgram Program(BpfObject program) => program.Programs.Get<UsdtProgram>("on_point");

    private static ulong Global(BpfObject program, string name) => program.Globals.Reference<ulong>(".bss", name);

    private static long[] Sums(BpfObject program)
        => ((ReadOnlySpan<long>)program.Globals.Reference<Values>(".bss", "sums"))[..5].ToArray();

    [InlineArray(8)]
    private struct Values
    {
        private long _first;
    }
}
