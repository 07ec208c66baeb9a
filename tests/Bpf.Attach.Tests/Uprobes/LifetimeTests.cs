using System.Diagnostics;
using System.Globalization;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>What remains of a probe after it is detached, after its tracer is killed, and when its target changes.</summary>
public sealed class LifetimeTests : IDisposable
{
    private static readonly bool s_isLong = Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1";
    private readonly CTarget _target;
    private readonly string _object = Path.GetTempFileName();

    public LifetimeTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
        File.WriteAllBytes(_object, CObject.Compile("uprobe"));
    }

    public static TheoryData<UprobeAttachMode> Modes => [.. Enum.GetValues<UprobeAttachMode>()];

    public void Dispose()
    {
        _target.Dispose();
        File.Delete(_object);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void KilledTracerLeavesNothingBehind(UprobeAttachMode mode)
    {
        KernelFileSystem.Trace.Need();
        using Process tracer = StartGuest("hold", _object, _target.Path, mode.ToString());
        string[] words = tracer.StandardOutput.ReadLine()!.Split(' ', 2);
        Assert.Contains(_target.Path, words[1], StringComparison.Ordinal);
        Assert.True(ProgramExists(words[0]));
        Assert.Equal(mode == UprobeAttachMode.Tracefs, TracefsEventsOf(tracer.Id));

        tracer.Kill();
        tracer.WaitForExit();
        Eventually(() => !ProgramExists(words[0]), $"program {words[0]} is still there");

        // Definitions in tracefs have no owner; the next tracer that uses the interface removes those of dead tracers.
        if (mode == UprobeAttachMode.Tracefs)
        {
            Eventually(() =>
            {
                AttachAndDetach(mode);
                return !TracefsEventsOf(tracer.Id);
            }, "its event is still in tracefs");
        }
    }

    [Fact]
    public void LivingTracerKeepsItsTracefsEvents()
    {
        KernelFileSystem.Trace.Need();
        using Process tracer = StartGuest("hold", _object, _target.Path, nameof(UprobeAttachMode.Tracefs));
        tracer.StandardOutput.ReadLine();
        AttachAndDetach(UprobeAttachMode.Tracefs);
        Assert.True(TracefsEventsOf(tracer.Id));
        tracer.Kill();
        tracer.WaitForExit();
        Eventually(() =>
        {
            AttachAndDetach(UprobeAttachMode.Tracefs);
            return !TracefsEventsOf(tracer.Id);
        }, "its event is still in tracefs");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void DescriptorsAndMemoryDoNotGrow(UprobeAttachMode mode)
    {
        KernelFileSystem.Trace.Need();
        // The kernel takes about a tenth of a second to close a perf event.
        int count = s_isLong ? 1000 : mode == UprobeAttachMode.Default ? 200 : 30;
        using Process tracer = StartGuest("cycles", _object, _target.Path, mode.ToString(), count.ToString(CultureInfo.InvariantCulture));
        string output = tracer.StandardOutput.ReadToEnd();
        tracer.WaitForExit();
        Assert.True(tracer.ExitCode == 0, output);
        (int Descriptors, int Resident)[] reports =
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture))),
        ];
        TestContext.Current.SendDiagnosticMessage($"{mode}, {count} cycles: {string.Join(", ", reports)}");
        Assert.Equal(3, reports.Length);
        Assert.All(reports, report => Assert.Equal(reports[0].Descriptors, report.Descriptors));
        // A mapped file or thread leaked in each of many cycles would show here; with few cycles, the warm-up of the runtime is larger.
        Assert.InRange(reports[2].Resident, 0, reports[1].Resident + (s_isLong ? 4096 : 32768));
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void TargetThatForksExecsOrExitsIsAtWorstMissing(ProbeMode mode)
    {
        using CTarget restless = new(Path.Combine(AppContext.BaseDirectory, "targets", "restless.c"));
        using BpfObject program = BpfObject.Open(_object, new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        int attached = 0;
        int rounds = s_isLong ? 300 : 40;
        for (int i = 0; i < rounds || (Hits(program) == 0 && i < 2 * rounds); i++)
        {
            // Most end before they are found. On a busy machine all would, so some wait, each longer than the previous one.
            string[] arguments = i % 8 == 7 ? [$"{i % 4}", $"{25 * i}"] : [$"{i % 4}"];
            using Process process = Process.Start(restless.Path, arguments);
            try
            {
                using Link link = entry.Attach(UprobeTarget.Process(process.Id, restless.Path, "f_05"));
                attached++;
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
            }
            catch (BpfException failure)
            {
                Assert.True(failure.Errno is Errno.ESRCH or Errno.ENOENT, failure.Message);
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
            }
        }

        Assert.NotEqual(0, attached);
        Assert.True(Hits(program) > 0);
    }

    private static ulong Hits(BpfObject program) => program.Globals.Reference<ulong>(".bss", "hits");

    private static bool TracefsEventsOf(int processId)
        => File.ReadAllText($"{KernelFileSystem.Trace.Need()}/uprobe_events").Contains($"bpfsdk_{processId}_", StringComparison.Ordinal);

    private static bool ProgramExists(string id)
    {
        using Process bpftool = Process.Start(new ProcessStartInfo("bpftool", ["prog", "show", "id", id]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        bpftool.StandardOutput.ReadToEnd();
        bpftool.WaitForExit();
        return bpftool.ExitCode == 0;
    }

    private static void Eventually(Func<bool> isSo, string otherwise)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), otherwise);
            Thread.Sleep(50);
        }
    }

    private static Process StartGuest(params string[] arguments)
        => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Bpf.Attach.Guest"), arguments) { RedirectStandardOutput = true })!;

    private void AttachAndDetach(UprobeAttachMode mode)
    {
        using BpfObject program = BpfObject.Open(_object);
        program.Load();
        program.Programs.Get<UprobeProgram>("on_single").Attach(UprobeTarget.File(_target.Path, "f_06"), new UprobeOptions { AttachMode = mode }).Detach();
    }
}
