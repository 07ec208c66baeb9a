using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Records of tracepoints as kernel types: each member is read at the offset that the running kernel has.</summary>
[Collection(KernelRun.NameOfProcess)]
public sealed class TracepointRecordTests
{
    private const string OldName = "0123456789abcde";
    private const string NewName = "fedcba987654321";

    public static TheoryData<string, string, int, int> Programs => new()
    {
        { Vmlinux, "s_x = r.newcomm[0]; s_y = r.oldcomm[1];", 'f', '1' },
        { Vmlinux, "s_x = r.pid == BpfHelpers.CurrentProcessId ? 1 : 2; s_y = r.oom_score_adj;", 1, Score },
        { Vmlinux, "fixed (byte* p = &r.newcomm[1]) s_x = p[1]; s_y = MemoryMarshal.CreateReadOnlySpan(in r.newcomm[1], 3)[1];", 'd', 'd' },
        { Vmlinux, "s_x = Unsafe.As<Array16<byte>, ushort>(ref Unsafe.AsRef(in r.newcomm)) & 255; s_y = r.newcomm[2];", 'f', 'd' },
        { Vmlinux, "s_name = r.newcomm; s_x = s_name[1];", 'e', 0 },
        { Vmlinux, "Array16<byte> n = r.newcomm; s_x = n[1]; s_y = n[(s_y + 2) & 15];", 'e', 'd' },
        { Vmlinux, "for (int i = 0; i < 16; i++) s_x += r.newcomm[i]; s_y = r.newcomm[(s_y + 2) & 15];", Sum, 'd' },
        { Vmlinux, "s_x = r.newcomm[..].TextEquals(\"fedcba987654321\"u8) ? 1 : 2; s_y = r.newcomm[..].TextStartsWith(\"fed\"u8) ? 1 : 2;", 1, 1 },
        { Vmlinux, "ReadOnlySpan<byte> n = r.newcomm; s_x = n[0]; s_y = n.TextLength();", 'f', 15 },
        { Vmlinux, "Rename o = new() { Thread = r.pid }; r.oldcomm[..].CopyTo(o.Before); r.newcomm[..].CopyTo(o.After); s_x = o.After[0]; s_y = o.Before[1]; Renamed.Output(o);", 'f', '1' },
        { Vmlinux, "foreach (byte b in r.newcomm) s_x += b;", Sum, 0 },
        { Vmlinux, "s_x = First(in r); s_y = Third(in r.newcomm);", 'f', 'd' },
        { Vmlinux, "s_x = ByName(r.newcomm); s_y = r.pid == 0 ? r.newcomm[0] : r.oldcomm[1];", 'd', '1' },
        { Vmlinux, "Names.Update(r.newcomm, 1); Names.Update(r.oldcomm, 2); s_x = (Names.TryGetValue(r.newcomm, out int a) ? a : 0) * 10 + (Names.TryGetValue(r.oldcomm, out int b) ? b : 0); Tasks.Update(r.pid, r.newcomm); s_y = Tasks.TryGetRef(r.pid, out BpfRef<Array16<byte>> n) ? n.Value[2] : 0;", 12, 'd' },
        { Vmlinux, "Out o = new Out { Task = r.pid, New = r.newcomm, Old = r.oldcomm, Score = r.oom_score_adj }; s_x = o.New[0]; s_y = o.New[(s_y + 2) & 15]; Ring.Output(o);", 'f', 'd' },
        { Vmlinux, "if (Ring.TryReserve(out BpfRef<Out> e)) { s_x = r.newcomm[0]; e.Value.New = r.newcomm; e.Value.Old = r.oldcomm; s_y = e.Value.New[2]; Ring.Discard(e); }", 'f', 'd' },
        { Vmlinux, "s_x = Core.Read(in r.newcomm[1]); s_y = Core.Read(in r.pid) == r.pid ? 1 : 2;", 'e', 1 },
        { Vmlinux, "s_x = Core.FieldExists(in r.newcomm) ? 1 : 2; s_y = (int)Core.FieldOffset(in r.pid);", 1, 8 },
        { Vmlinux, "ref readonly trace_event_raw_task_rename s = ref r; ref readonly Array16<byte> n = ref s.newcomm; s_x = n[0]; s_y = s.newcomm[2];", 'f', 'd' },
        { Pointer, "s_x = r->newcomm[0]; s_y = r->oldcomm[1]; s_name = r->newcomm;", 'f', '1' },
        { Own, "s_x = r.newcomm[0]; s_y = r.oldcomm[1]; s_name = r.newcomm; s_x += r.Score - r.Score;", 'f', '1' },
    };

    private const string Vmlinux = "in trace_event_raw_task_rename r";
    private const string Pointer = "trace_event_raw_task_rename* r";
    private const string Own = "in Record r";
    private const int Sum = 1074;
    private const int Score = -10000;

    [Theory]
    [MemberData(nameof(Programs))]
    public void ReadsLikeAnyOtherMemory(string parameter, string body, int x, int y)
    {
        KernelRequirement.NeedRoot();
        if (y == Score)
        {
            y = int.Parse(File.ReadAllText("/proc/self/oom_score_adj"), System.Globalization.CultureInfo.InvariantCulture);
        }

        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            byte[] elf = BpfSource.CompileObjects(Source(parameter, body), optimization, architectures: KernelRun.HostArchitecture)[0].Bytes.ToArray();
            using BpfObject bpf = BpfObject.Open(elf, "Sample");
            bpf.Globals.Set(".rodata", "Watched", Environment.ProcessId);
            bpf.Load();
            LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
            File.WriteAllText("/proc/self/comm", OldName);
            bpf.Attach();
            File.WriteAllText("/proc/self/comm", NewName);

            Assert.Equal((1, x, y), (bpf.Globals.Get<int>(".bss", "s_runs"), bpf.Globals.Get<int>(".bss", "s_x"), bpf.Globals.Get<int>(".bss", "s_y")));
        }
    }

    [Theory]
    [InlineData("s_x = r.ent.pid;")]
    [InlineData("s_x = Core.Read(in r.ent.flags);")]
    public void CommonPartIsNotThere(string body)
    {
        CompilationResult result = BpfSource.Compile(Source(Vmlinux, body), architectures: KernelRun.HostArchitecture);
        Assert.Equal("BPF0420", Assert.Single(result.Diagnostics, item => item.Severity == CompilerDiagnosticSeverity.Error).Id);
    }

    private static string Source(string parameter, string body) => $$"""
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using Bpf.Vmlinux;

        [BpfObject(License = "GPL")]
        public static unsafe class Sample
        {
            [KernelStruct("trace_event_raw_task_rename")]
            public struct Record { public Array16<byte> newcomm; public Array16<byte> oldcomm; [KernelField("oom_score_adj")] public short Score; }
            public struct Out { public int Task; public Array16<byte> Old, New; public short Score; }
            [InlineArray(16)] public struct Name { private byte _first; }
            public struct Rename { public int Thread; public Name Before, After; }
            [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Rename> Renamed = new();
            static readonly int Watched;
            static int s_runs, s_x, s_y;
            static Array16<byte> s_name;
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<Array16<byte>, int> Names = new();
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Array16<byte>> Tasks = new();
            [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Out> Ring = new();
            static int First(in trace_event_raw_task_rename record) => record.newcomm[0];
            static int Third(in Array16<byte> name) => name[2];
            static int ByName(Array16<byte> name) => name[2];

            [Tracepoint("task:task_rename")] public static int Run({{parameter}})
            {
                if (BpfHelpers.CurrentProcessId != Watched || s_runs != 0)
                    return 0;
                s_runs = 1;
                {{body}}
                return 0;
            }
        }
        """;
}
