using System.Diagnostics;
using Bpf.Runtime.Tests.Support;

namespace Bpf.Runtime.Tests;

/// <summary>Opening and loading, against libbpf in a process of its own. Only with BPF_LONG_TESTS=1: measurements need a quiet machine.</summary>
public class LoadBenchmarks
{
    private const int WarmUpRounds = 100;

    [Theory]
    [InlineData("thirty", 200, 1.0, 1.2)]
    [InlineData("core", 100, 1.0, 1.0)]
    public void NotSlowerThanLibbpf(string name, int rounds, double openRatio, double loadRatio)
    {
        if (Environment.GetEnvironmentVariable("BPF_LONG_TESTS") != "1")
            Assert.Skip("BPF_LONG_TESTS is not 1");
        string peer = NativeProgram.Build("libbpf-bench");

        string path = Path.Combine(Path.GetTempPath(), $"{name}-{Environment.ProcessId}.bpf.o");
        File.WriteAllBytes(path, CObject.Compile(name));
        try
        {
            double[] theirs = NativeProgram.Run(peer, path, rounds.ToString()).Split('\n').Select(double.Parse).ToArray();
            double open = Measure(path, rounds, load: false);
            double load = Measure(path, rounds, load: true);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Round(path, load: true);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            string report = $"{name}: open {open / 1000:F0} µs, libbpf {theirs[0] / 1000:F0} µs, ratio {open / theirs[0]:F2}; "
                + $"open and load {load / 1000:F0} µs, libbpf {theirs[1] / 1000:F0} µs, ratio {load / theirs[1]:F2}; {allocated / 1024} KiB allocated";
            TestContext.Current.TestOutputHelper?.WriteLine(report);
            Assert.True(open / theirs[0] <= openRatio && load / theirs[1] <= loadRatio && allocated < 2 << 20, report);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double Measure(string path, int rounds, bool load)
    {
        for (int i = 0; i < WarmUpRounds; i++)
            Round(path, load);

        // The lower quartile, since other processes only ever add time.
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Round(path, load);
            times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }

        Array.Sort(times);
        return times[rounds / 4];
    }

    private static void Round(string path, bool load)
    {
        using BpfObject target = BpfObject.Open(path);
        if (load)
            target.Load();
    }
}
