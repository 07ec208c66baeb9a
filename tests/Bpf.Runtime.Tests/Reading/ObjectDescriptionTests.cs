using Bpf.Objects;
using Bpf.Runtime.Tests.Support;

namespace Bpf.Runtime.Tests.Reading;

/// <summary>The contents of an object, read with the public types of Bpf.Objects.</summary>
public class ObjectDescriptionTests
{
    private const string Text = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        char LICENSE[] SEC("license") = "Dual MIT/GPL";
        struct pair { int first; const char *second; };
        struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 10); __uint(map_flags, 1); __type(key, int); __type(value, struct pair); } pairs SEC(".maps");
        struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(value, struct pair); } events SEC(".maps");
        struct { __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __type(key, int); __type(value, int); } samples SEC(".maps");
        const volatile int limit = 7;
        struct pair last;
        extern int LINUX_KERNEL_VERSION __kconfig;
        static __noinline int twice(int value) { return value * 2 + LINUX_KERNEL_VERSION; }
        SEC("uprobe.multi.s/libc:malloc") int on_malloc(void *context) { last.first = twice(limit); return 0; }
        SEC("?cgroup/connect4") int on_connect(void *context) { return bpf_map_lookup_elem(&pairs, &last) != 0; }
        SEC("nobody_knows/this") int odd(void *context) { return 1; }
        """;

    private readonly ObjectDescription _file = ObjectDescription.Read(CObject.CompileText(Text), "described");

    [Fact]
    public void ProgramsMatchTheirSections()
    {
        Assert.Equal(["on_connect", "odd", "on_malloc"], _file.Programs.Select(program => program.Name).Order(StringComparer.Ordinal).OrderBy(name => name != "on_connect"));
        ProgramDescription probe = _file.Programs.Single(program => program.Name == "on_malloc");
        Assert.Equal(("uprobe.multi.s/libc:malloc", "uprobe.multi.s", "libc:malloc"), (probe.Section, probe.Kind, probe.Target));
        Assert.Equal((ProgramType.Kprobe, AttachType.TraceUprobeMulti, ProgramFlags.Sleepable, true), (probe.Type, probe.AttachType, probe.Flags, probe.IsAutoLoaded));
        ProgramDescription connect = _file.Programs.Single(program => program.Name == "on_connect");
        Assert.Equal(("cgroup/connect4", "cgroup/connect4", null, false), (connect.Section, connect.Kind, connect.Target, connect.IsAutoLoaded));
        ProgramDescription odd = _file.Programs.Single(program => program.Name == "odd");
        Assert.Equal((null, ProgramType.Unspecified), (odd.Kind, odd.Type));
        Assert.EndsWith("inline.c", odd.SourceOf(0)!.File, StringComparison.Ordinal);
    }

    [Fact]
    public void MapsHaveTheirTypes()
    {
        MapDescription pairs = _file.Maps.Single(map => map.Name == "pairs");
        Assert.Equal((MapType.Hash, 4, 16, 10U, MapFlags.NoPreallocation), (pairs.Type, pairs.KeySize, pairs.ValueSize, pairs.MaxEntries, pairs.Flags));
        Assert.Equal(("int", "struct pair", null), (pairs.KeyType?.ToString(), pairs.ValueType?.ToString(), pairs.RecordType));
        MapDescription events = _file.Maps.Single(map => map.Name == "events");
        Assert.Equal(("struct pair", 16, null, 0, 0), (events.RecordType?.ToString(), events.RecordSize, events.ValueType, events.KeySize, events.ValueSize));
        // One entry per CPU of the machine that loads it.
        Assert.Equal(0U, _file.Maps.Single(map => map.Name == "samples").MaxEntries);
        Assert.Equal([".rodata", ".bss", ".kconfig"], _file.Maps.Skip(3).Select(map => map.Name).OrderBy(name => name is ".kconfig").ThenBy(name => name is ".bss"));
    }

    [Fact]
    public void VariablesHaveTypesAndContents()
    {
        VariableDescription limit = _file.Variables.Single(variable => variable.Name == "limit");
        Assert.Equal((".rodata", 4UL, "const volatile int"), (limit.Section, limit.Size, limit.Type?.ToString()));
        Assert.Equal("7", limit.Type!.Decode(limit.InitialBytes.Span).ToString());
        VariableDescription last = _file.Variables.Single(variable => variable.Name == "last");
        Assert.Equal((".bss", "struct pair", true), (last.Section, last.Type?.ToString(), last.InitialBytes.IsEmpty));
        Assert.Equal("{ first = 1, second = 0x2 }", last.Type!.Decode([1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]).ToString());
        Assert.Throws<BpfObjectFormatException>(() => last.Type.Decode([1, 2, 3]));
    }

    [Fact]
    public void KernelNeedsHaveVersionAndReason()
    {
        Assert.Equal(new Version(6, 6), _file.MinimumKernel);
        Assert.Equal(["on_malloc"], Need("multi-uprobes").UsedBy);
        Assert.Equal(["events"], Need("map type ringbuf").UsedBy);
        Assert.Equal((new Version(5, 8), new Version(6, 0)), (Need("map type ringbuf").Since, Need("sleepable uprobes").Since));
        Assert.Equal(["on_malloc"], Need("calls of functions that are not inlined").UsedBy);
        Assert.Equal(["on_connect"], Need("helper bpf_map_lookup_elem").UsedBy);
        Assert.Equal(_file.KernelNeeds.Select(need => need.Since).OrderDescending(), _file.KernelNeeds.Select(need => need.Since));

        KernelNeed Need(string feature) => _file.KernelNeeds.Single(need => need.Feature == feature);
    }

    [Theory]
    [InlineData("sk_skb/stream_verdict", "4.14")]
    [InlineData("sk_skb/verdict", "5.13")]
    [InlineData("cgroup/dev", "4.15")]
    [InlineData("sk_msg", "4.17")]
    [InlineData("sockops", "4.13")]
    [InlineData("lwt_out", "4.10")]
    [InlineData("lwt_seg6local", "4.18")]
    [InlineData("lirc_mode2", "4.18")]
    [InlineData("sk_reuseport", "4.19")]
    [InlineData("flow_dissector", "4.20")]
    [InlineData("raw_tp.w/x", "5.2")]
    public void EveryProgramTypeHasTheKernelThatIntroducedIt(string section, string since)
    {
        ObjectDescription file = ObjectDescription.Read(CObject.CompileText($"__attribute__((section(\"{section}\"), used)) int only(void *context) {{ return 0; }}"), "typed");
        Assert.Equal(Version.Parse(since), file.MinimumKernel);
    }

    [Fact]
    public void InstructionsAreTextWithNamesAndLines()
    {
        StringWriter text = new();
        _file.Programs.Single(program => program.Name == "on_malloc").WriteAssembly(text);
        Assert.Contains("\t; limit", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("call", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("; twice", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("inline.c(12,", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RestIsListed()
    {
        Assert.Equal(("described", "Dual MIT/GPL", true, true), (_file.Name, _file.License, _file.IsLittleEndian, _file.HasTypes));
        Assert.Equal(new ExternDescription("LINUX_KERNEL_VERSION", ExternKind.Configuration, false), Assert.Single(_file.Externs));
        Assert.Empty(_file.CoreRelocations);
        Assert.Contains(ObjectDescription.Read(CObject.Compile("core"), "core").CoreRelocations,
            relocation => relocation is { Access: "struct task_struct.comm", Kind: CoreRelocationKind.FieldByteSize });
        Assert.Equal(Enumerable.Range(1, _file.Types.Count), _file.Types.Select(type => (int)type.Id));
        Assert.Contains(_file.Sections, section => section is { Name: "?cgroup/connect4", IsExecutable: true });
    }

    [Fact]
    public void OpenObjectDescribesItsFileRegardlessOfLaterChanges()
    {
        using BpfObject target = BpfObject.Open(CObject.CompileText(Text), "described");
        target.Maps["pairs"].MaxEntries = 99;
        Assert.Equal(10U, target.Describe().Maps.Single(map => map.Name == "pairs").MaxEntries);
    }

    [Fact]
    public void FilesThatAreNotObjectsAreRefusedWithTheirPath()
    {
        Assert.Contains("/nosuch.o", Assert.Throws<BpfException>(() => ObjectDescription.Read("/nosuch.o")).Message, StringComparison.Ordinal);
        Assert.Throws<BpfObjectFormatException>(() => ObjectDescription.Read(Environment.ProcessPath!));
        Assert.Throws<BpfObjectFormatException>(() => ObjectDescription.Read(new byte[100], "zeros"));
    }
}
