using System.Diagnostics;
using System.Text;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Text and arrays that follow the record of a tracepoint.</summary>
public sealed class TracepointDataTests
{
    private const string Vmlinux = "in trace_event_raw_sched_process_exec e";
    private const string Own = "in Exec e";
    private const int PathLength = 27;

    public static TheoryData<string, string, int, int, int> Programs => new()
    {
        { Vmlinux, "s_length = (int)TracepointData.ReadText(in e.__data_loc_filename, s);", 0, PathLength, PathLength + 1 },
        { Vmlinux, "s_length = TracepointData.GetLength(in e.__data_loc_filename); TracepointData.ReadText(in e.__data_loc_filename, s[..8]);", 0, 7, PathLength + 1 },
        { Vmlinux, "s_length = (int)TracepointData.Read(in e.__data_loc_filename, s);", 0, PathLength, PathLength + 1 },
        { Vmlinux, "s_length = (int)TracepointData.Read(in e.__data_loc_filename, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(s)[..4]);", 0, 8, 4 },
        { Vmlinux, "Read(in e, s);", 0, PathLength, PathLength + 1 },
        { Own, "s_length = (int)TracepointData.ReadText(in e.Name, s);", 0, PathLength, PathLength + 1 },
        { Own, "s_length = TracepointData.GetLength(in e.Name); TracepointData.Read(in e.Name, s[..5]);", 0, 5, PathLength + 1 },
        { Own, "ReadOwn(in e, s);", 0, PathLength, PathLength + 1 },
        // Relative to the end of the member, at byte 12, instead of to the start of the record.
        { Own, "s_length = (int)TracepointData.ReadRelativeText(in e.Name, s);", 12, PathLength, PathLength - 12 + 1 },
        { Vmlinux, "s_length = (int)TracepointData.ReadRelativeText(in e.__data_loc_filename, s);", 12, PathLength, PathLength - 12 + 1 },
        { "in Relative e", "s_length = (int)TracepointData.ReadText(in e.__rel_loc_filename, s);", 0, 0, 0 },
    };

    // A name of its own, because other tests start programs at the same time. The process that lists the tests is another one than the process
    // that runs them.
    private static string Path { get; } = $"/tmp/../tmp/tpdata-{Environment.ProcessId:D8}";

    [Theory]
    [MemberData(nameof(Programs))]
    public void IsReadThroughTheMember(string parameter, string body, int start, int end, int length)
    {
        KernelRequirement.NeedRoot();
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            byte[] elf = BpfSource.CompileObjects(Source(parameter, body), optimization, architectures: KernelRun.HostArchitecture)[0].Bytes.ToArray();
            using BpfObject bpf = BpfObject.Open(elf, "Sample");
            bpf.Globals.Set(".rodata", "Watched", Environment.ProcessId);
            if (parameter == "in Relative e")
            {
                // No tracepoint of this kernel has such a member: only the relocation of a missing one is seen.
                Assert.Contains("__rel_loc_filename", Assert.ThrowsAny<BpfException>(bpf.Load).Message, StringComparison.Ordinal);
                continue;
            }

            bpf.Load();
            LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
            bpf.Attach();
            File.Delete(Path);
            File.CreateSymbolicLink(Path, "/usr/bin/true");
            using (Process process = Process.Start(Path))
            {
                process.WaitForExit();
            }

            File.Delete(Path);

            Assert.Equal((1, length), (bpf.Globals.Get<int>(".bss", "s_runs"), bpf.Globals.Get<int>(".bss", "s_length")));
            Assert.Equal(Path[start..end], Encoding.ASCII.GetString(bpf.Globals.Bytes(".bss", "s_text")).TrimEnd('\0'));
        }
    }

    [Theory]
    [InlineData("uint place = e.__data_loc_filename; s_length = TracepointData.GetLength(in place);")]
    [InlineData("uint place = e.__data_loc_filename; TracepointData.ReadText(in place, s);")]
    [InlineData("TracepointData.ReadText(4, s);")]
    public void ValuesAreNotEnough(string body)
    {
        CompilationResult result = BpfSource.Compile(Source(Vmlinux, body), architectures: KernelRun.HostArchitecture);
        Assert.Equal("BPF0421", Assert.Single(result.Diagnostics, item => item.Severity == CompilerDiagnosticSeverity.Error).Id);
    }

    private static string Source(string parameter, string body) => $$"""
        using Bpf.Vmlinux;

        [BpfObject(License = "GPL")]
        public static unsafe class Sample
        {
            public struct Exec { public ulong Common; public uint Name; public int Process; }
            [KernelStruct("trace_event_raw_sched_process_exec", CheckAtBuild = false)] public struct Relative { public uint __rel_loc_filename; }
            static readonly int Watched;
            static int s_runs, s_length;
            static Array64<byte> s_text;
            static void Read(in trace_event_raw_sched_process_exec e, Span<byte> s) => s_length = (int)TracepointData.ReadText(in e.__data_loc_filename, s[..64]);
            static void ReadOwn(in Exec e, Span<byte> s) => s_length = (int)TracepointData.ReadText(in e.Name, s[..64]);

            [Tracepoint("sched:sched_process_exec")] public static int Run({{parameter}})
            {
                task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
                Span<byte> name = stackalloc byte[16];
                BpfHelpers.GetCurrentCommand(name);
                if (Core.Read(in task->real_parent->tgid) != Watched || !name.TextStartsWith("tpdata-"u8))
                    return 0;
                s_runs++;
                Span<byte> s = s_text;
                {{body}}
                return 0;
            }
        }
        """;
}
