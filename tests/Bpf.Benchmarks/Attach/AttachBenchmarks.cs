using System.Diagnostics;
using System.Globalization;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Benchmarks.Attach;

/// <summary>
/// Attaching and detaching many probes, against libbpf on the same target in the same run. Only with BPF_LONG_TESTS=1: libbpf alone takes
/// minutes, and measurements need a quiet machine and a Release build. Each figure is the best of several rounds, because other processes only add time.
/// </summary>
public sealed class AttachBenchmarks : IDisposable
{
    private const int Functions = 50_000;
    private const int Probes = 100;
    private const int Names = 500;
    private const int Rounds = 10;
    private readonly ITestOutputHelper _output;
    private readonly ManyFunctions _target;

    public AttachBenchmarks(ITestOutputHelper output)
    {
        if (Environment.GetEnvironmentVariable("BPF_LONG_TESTS") != "1")
        {
            Assert.Skip("BPF_LONG_TESTS is not 1");
        }

        KernelRequirement.NeedRoot();
        KernelRequirement.Need(KernelFeatures.For(null).UprobeMulti.IsSupported, "multi-uprobes came with kernel 6.6");
        _output = output;
        _target = new ManyFunctions(Functions);
    }

    public void Dispose() => _target?.Dispose();

    [Fact]
    public void OneHundredProbes()
    {
        byte[] elf = ProbeObject.Compile(Probes);
        using LibbpfPeer peer = new(ProbeObject.Compile());
        AttachTimes single = peer.Measure("single", _target.Path, Probes);
        TimeSpan theirs = single.Attach + single.Detach;
        string[] names = [.. Enumerable.Range(0, Probes).Select(Name)];
        TimeSpan list = Best(() => Measure(elf, ProbeMode.Auto, (target, _) =>
            Program(target, "OnCall").Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = names })));
        TimeSpan links = Best(() => Measure(elf, ProbeMode.Auto, (target, i) => Program(target, "OnCall").Attach(UprobeTarget.File(_target.Path, Name(i))), Probes));
        TimeSpan programs = Best(() => Measure(elf, ProbeMode.Auto, (target, i) => Program(target, $"On{i}").Attach(UprobeTarget.File(_target.Path, Name(i))), Probes));

        Report($"libbpf, {Probes} single probes: attach {Milliseconds(single.Attach)}, detach {Milliseconds(single.Detach)}");
        Report($"upgraded, attach and detach: one link {Ratio(list, theirs)}, {Probes} links of one program {Ratio(links, theirs)}, {Probes} programs {Ratio(programs, theirs)}");
        TimeSpan bar = TimeSpan.FromMilliseconds(300);
        Assert.True(list <= bar && links <= bar && programs <= bar, $"a figure above is over {Milliseconds(bar)}");
    }

    [Fact]
    public void HundredSingleProbesDetachQuicklyAndStopFiring()
    {
        byte[] elf = ProbeObject.Compile();
        using LibbpfPeer peer = new(elf);
        TimeSpan theirs = peer.Measure("single", _target.Path, Probes).Detach;
        using CommandedProcess traced = new(_target.Path);
        using BpfObject target = Load(elf, ProbeMode.Single);
        for (int i = 0; i < Probes; i++)
        {
            Program(target, "OnCall").Attach(UprobeTarget.File(_target.Path, Name(i)));
        }

        traced.Ask($"{Probes}");
        Assert.Equal((ulong)Probes, target.Globals.Reference<ulong>(".bss", "s_hits"));
        long start = Stopwatch.GetTimestamp();
        target.Detach();
        TimeSpan ours = Stopwatch.GetElapsedTime(start);
        for (int round = 0; round < 10; round++)
        {
            traced.Ask($"{Probes}");
        }

        Report($"detach of {Probes} single probes: {Ratio(ours, theirs)}");
        Assert.Equal((ulong)Probes, target.Globals.Reference<ulong>(".bss", "s_hits"));
        Assert.True(ours <= TimeSpan.FromMilliseconds(500), $"detach took {Milliseconds(ours)}");
    }

    [Fact]
    public void FiftyThousandFunctionsByPattern()
    {
        byte[] elf = ProbeObject.Compile();
        using LibbpfPeer peer = new(elf);
        AttachTimes theirs = AttachTimes.Longest, ours = AttachTimes.Longest;
        for (int round = 0; round < Rounds; round++)
        {
            theirs = theirs.Best(peer.Measure("pattern", _target.Copy(), Functions));

            // A new file, so that the time includes reading its symbols.
            string copy = _target.Copy();
            using BpfObject target = Load(elf, ProbeMode.Auto);
            Link? link = null;
            ours = ours.Best(AttachTimes.Measure(() => link = Program(target, "OnCall").Attach(UprobeTarget.File(copy, "tf*")), () => link!.Detach()));
            Assert.Equal(Functions, Assert.IsType<UprobeMultiLink>(link).Offsets.Count);
        }

        Report($"{Functions} functions by pattern: attach {Ratio(ours.Attach, theirs.Attach)}, detach {Ratio(ours.Detach, theirs.Detach)}");
        Report($"processor time: attach {Ratio(ours.AttachProcessor, theirs.AttachProcessor)}, detach {Ratio(ours.DetachProcessor, theirs.DetachProcessor)}");
        Assert.True(ours.AttachProcessor <= theirs.AttachProcessor, "attaching takes longer than with libbpf");

        // Both sides do the same kernel work and differ only by noise, so either clock may pass.
        Assert.True(ours.DetachProcessor <= theirs.DetachProcessor * 1.1 || ours.Detach <= theirs.Detach * 1.1, "detaching takes longer than with libbpf");
    }

    [Fact]
    public void FiveHundredNamesInOneLargeProgram()
    {
        byte[] elf = ProbeObject.Compile();
        using LibbpfPeer peer = new(elf);
        TimeSpan theirs = TimeSpan.MaxValue, ours = TimeSpan.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            theirs = Min(theirs, peer.Measure("names", _target.Copy(), Names).Attach);
            string copy = _target.Copy();
            using BpfObject target = Load(elf, ProbeMode.Auto);
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Names; i++)
            {
                Program(target, "OnCall").Attach(UprobeTarget.File(copy, Name(i)));
            }

            ours = Min(ours, Stopwatch.GetElapsedTime(start));
        }

        Report($"{Names} named attaches to a program of {Functions} functions: {Ratio(ours, theirs)}");
        Assert.True(ours <= 0.25 * theirs, "more than a quarter of libbpf's time");
    }

    private static TimeSpan Measure(byte[] elf, ProbeMode mode, Action<BpfObject, int> attach, int count = 1)
    {
        using BpfObject target = Load(elf, mode);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            attach(target, i);
        }

        target.Detach();
        return Stopwatch.GetElapsedTime(start);
    }

    private static BpfObject Load(byte[] elf, ProbeMode mode)
    {
        BpfObject target = BpfObject.Open(elf, "probes", new BpfObjectOptions { UprobeMode = mode });
        target.Load();
        return target;
    }

    private static UprobeProgram Program(BpfObject target, string name) => (UprobeProgram)target.Programs[name];

    private static TimeSpan Best(Func<TimeSpan> measure)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            best = Min(best, measure());
        }

        return best;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static string Name(int i) => $"tf{i}";

    private static string Ratio(TimeSpan ours, TimeSpan theirs)
        => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(ours)}, libbpf {Milliseconds(theirs)}, ratio {ours / theirs:F3}");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F1} ms");

    private void Report(string line)
    {
        _output.WriteLine(line);
        Console.WriteLine(line);
    }
}
