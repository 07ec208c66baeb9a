using Bpf.CodeFixes.Proven;
using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of declarations of maps, and of what is stored in them.</summary>
public sealed class MapFixTests
{
    [Theory]
    [InlineData("[BpfMap] static readonly BpfHashMap<int, int> {|BPF0301:Map|} = new();", "[BpfMap(MaxEntries = 1024)] static readonly BpfHashMap<int, int> Map = new();")]
    [InlineData("[BpfMap] static readonly BpfRingBuffer<int> {|BPF0301:Map|} = new();", "[BpfMap(ByteSize = 256 * 1024)] static readonly BpfRingBuffer<int> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 9, Flags = MapFlags.NoPreallocation)] static readonly BpfArray<int> {|BPF0301:Map|} = new();",
        "[BpfMap(MaxEntries = 9)] static readonly BpfArray<int> Map = new();")]
    [InlineData("[BpfMap(Flags = MapFlags.MemoryMappable | MapFlags.NoPreallocation, MaxEntries = 9)] static readonly BpfArray<int> {|BPF0301:Map|} = new();",
        "[BpfMap(Flags = MapFlags.MemoryMappable, MaxEntries = 9)] static readonly BpfArray<int> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 9)] static readonly BpfTaskStorage<int> {|BPF0301:Map|} = new();", "[BpfMap] static readonly BpfTaskStorage<int> Map = new();")]
    [InlineData("const MapFlags Lazy = MapFlags.NoPreallocation; [BpfMap(MaxEntries = 9, Flags = Lazy)] static readonly BpfArray<int> {|BPF0301:Map|} = new();",
        "const MapFlags Lazy = MapFlags.NoPreallocation; [BpfMap(MaxEntries = 9)] static readonly BpfArray<int> Map = new();")]
    public Task Arguments(string before, string after) => Verify<MapArgumentFix>(Program("", before), Program("", after));

    [Fact]
    public Task Memory() => VerifyText<MapArgumentFix>(
        Program("", "[BpfMap(MaxEntries = 20_000_000)] static readonly BpfHashMap<int, int> {|BPF0310:Map|} = new();"),
        Program("", "[BpfMap(MaxEntries = 20_000_000, Flags = MapFlags.NoPreallocation)] static readonly BpfHashMap<int, int> Map = new();"));

    private const string Readable = "[BpfMap(MaxEntries = 9, Flags = MapFlags.ProgramReadOnly)] static readonly BpfHashMap<int, int> Map = new();";

    [Fact]
    public Task Access() => Verify<MapArgumentFix>(
        Program("{|BPF0467:Map.Update(size, 1)|};", Readable),
        Program("Map.Update(size, 1);", Readable.Replace(", Flags = MapFlags.ProgramReadOnly", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("public struct Key\n    {\n        public byte A; // first\n        public ulong B;\n        public ushort C;\n    }",
        "public struct Key\n    {\n        public byte A; // first\n        public byte Padding;\n        public ushort Padding1;\n        public uint Padding2;\n        public ulong B;\n"
        + "        public ushort C;\n        public ushort Padding3;\n        public uint Padding4;\n    }", 0)]
    [InlineData("public struct Key { public int Process; public ulong Address; }", "public struct Key { public int Process; public uint Padding; public ulong Address; }", 0)]
    [InlineData("public struct Key { public ulong Address; public int Process { get; set; } }",
        "public struct Key { public ulong Address; public int Process { get; set; } public uint Padding; }", 0)]
    [InlineData("public struct Part { public int A; public byte B, C; }\n    public struct Key { public Part First; public int Padding; public long Last; }",
        "public struct Part { public int A; public byte B, C; public ushort Padding; }\n    public struct Key { public Part First; public int Padding; public uint Padding1; public long Last; }", 0)]
    [InlineData("public struct Key { public int Process; public ulong Address; }",
        "[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 1)]\n    public struct Key { public int Process; public ulong Address; }", 1)]
    [InlineData("// What is counted.\n    public readonly record struct Key(int Process, ulong Address);",
        "// What is counted.\n    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 1)]\n    "
        + "public readonly record struct Key(int Process, ulong Address);", 0)]
    public Task KeyPadding(string before, string after, int choice) => Verify<KeyPaddingFix>(
        Program("Map.Update(default, 1);", $"[BpfMap(MaxEntries = 9)] static readonly BpfHashMap<Key, int> {{|BPF0202:Map|}} = new();\n    {before}"),
        Program("Map.Update(default, 1);", $"[BpfMap(MaxEntries = 9)] static readonly BpfHashMap<Key, int> Map = new();\n    {after}"), choice);

    private const string Records = """
        public struct Record { public int Pid; public int Size; public int Count; public int Other; }
            [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Events = new();
        """;

    [Theory]
    [InlineData("System.Runtime.CompilerServices.Unsafe.SkipInit(out Record e);\ne.Size = size; // bytes\nEvents.Output({|BPF0145:e|});",
        "Record e = default;\ne.Size = size; // bytes\nEvents.Output(e);")]
    [InlineData("Record e; System.Runtime.CompilerServices.Unsafe.SkipInit(out e); e.Size = size; Events.Output({|BPF0145:e|});",
        "Record e; e = default; e.Size = size; Events.Output(e);")]
    [InlineData("if (Events.TryReserve(out BpfRef<Record> r))\n{\n    // Who.\n    r.Value.Pid = 1;\n    r.Value.Size = size;\n    Events.Submit({|BPF0314:r|});\n}",
        "if (Events.TryReserve(out BpfRef<Record> r))\n{\n    r.Value = default;\n    // Who.\n    r.Value.Pid = 1;\n    r.Value.Size = size;\n    Events.Submit(r);\n}")]
    [InlineData("if (!Events.TryReserve(out BpfRef<Record> r)) return 0;\nref Record e = ref r.Value;\ne.Pid = 1;\ne.Size = 2;\nEvents.Submit({|BPF0314:r|});",
        "if (!Events.TryReserve(out BpfRef<Record> r)) return 0;\nr.Value = default;\nref Record e = ref r.Value;\ne.Pid = 1;\ne.Size = 2;\nEvents.Submit(r);")]
    public Task WholeValue(string before, string after) => Verify<WholeValueFix>(Program(before, Records), Program(after, Records));

    [Fact]
    public Task Timer() => Verify<TimerMapFix>(Timers("{|BPF0312:Others|}"), Timers("Slots"));

    private static string Timers(string map) => $$"""
        [BpfObject(License = "GPL")]
        static class Probe
        {
            public struct Slot { public BpfTimer Timer; public int Runs; }
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Slot> Others = new();
            [BpfMap(MaxEntries = 4)] static readonly BpfArray<Slot> Slots = new();

            [Xdp]
            static XdpAction Run(XdpContext context)
            {
                if (Slots.TryGetRef(0, out BpfRef<Slot> slot))
                    slot.Value.Timer.Initialize({{map}}); // once
                return XdpAction.Pass;
            }
        }
        """;

    private const string Sums = "static long s_sum, s_count, s_average;";

    [Theory]
    [InlineData("s_average = {|BPF0151:s_sum / s_count|}; // mean\ns_sum += size;\ns_count++;", "s_count++;\ns_average = s_sum / s_count; // mean\ns_sum += size;", 0)]
    [InlineData("s_average = {|BPF0151:s_sum / s_count|};\ns_count++;", "s_average = s_count == 0 ? 0 : s_sum / s_count;\ns_count++;", 1)]
    [InlineData("s_average = 1 + {|BPF0151:s_sum % s_count|};\ns_count += size;", "s_average = 1 + (s_count == 0 ? 0 : s_sum % s_count);\ns_count += size;", 0)]
    [InlineData("{|BPF0151:s_average /= s_count|};\ns_count += size;", "if (s_count != 0)\n    s_average /= s_count;\ns_count += size;", 0)]
    public Task Divisor(string before, string after, int choice) => Verify<DivisorFix>(Program(before, Sums), Program(after, Sums), choice);

    private const string Sleeper = """
        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            static int s_first;

            PROGRAM
            static int OnMalloc(UprobeContext context, byte* text)
            {
                byte first;
                CALL
                s_first = first;
                return 0;
            }
        }
        """;

    [Theory]
    [InlineData("[Uprobe(\"libc:malloc\")]", "[Uprobe(\"libc:malloc\", Sleepable = true)]")]
    [InlineData("[Uprobe]", "[Uprobe(Sleepable = true)]")]
    [InlineData("[Uprobe(\"libc:malloc\", Sleepable = false)]", "[Uprobe(\"libc:malloc\", Sleepable = true)]")]
    public Task Sleepable(string before, string after) => Verify<SleepableFix>(
        Sleeper.Replace("PROGRAM", before, StringComparison.Ordinal).Replace("CALL", "{|BPF0426:BpfHelpers.CopyFromUser(&first, 1, text)|};", StringComparison.Ordinal),
        Sleeper.Replace("PROGRAM", after, StringComparison.Ordinal).Replace("CALL", "BpfHelpers.CopyFromUser(&first, 1, text);", StringComparison.Ordinal));
}
