using Bpf.Runtime;

namespace Bpf.Fuzz;

/// <summary>
/// Feeds damaged copies of files to code that must survive them: no exception but <see cref="BpfException"/>, less than a second of processor time for
/// each, no leaked descriptor. BPF_LONG_TESTS=1 runs the long form, BPF_FUZZ_ROUND a single round.
/// </summary>
internal static class Campaign
{
    private static readonly TimeSpan s_mostTime = TimeSpan.FromSeconds(1);

    public static bool IsLong => Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1";

    /// <summary>Runs the rounds; each uses the next seed and a number, with which it can be repeated.</summary>
    /// <param name="rounds">Number of rounds.</param>
    /// <param name="seeds">The files.</param>
    /// <param name="target">The code under test.</param>
    /// <param name="countsKernelTime">Whether the time spent in system calls counts.</param>
    public static void Run(int rounds, IReadOnlyList<byte[]> seeds, Action<byte[], int> target, bool countsKernelTime = true)
    {
        target(seeds[0], 1); // data that is read once per process is read before the clock starts
        int descriptors = Descriptors(), refused = 0;
        TimeSpan longest = default;
        int first = int.TryParse(Environment.GetEnvironmentVariable("BPF_FUZZ_ROUND"), out int only) ? only : 0;
        for (int round = first; round < (only > 0 ? only + 1 : rounds); round++)
        {
            byte[] bytes = new Mutator(round).Mutate(seeds[round % seeds.Count]);
            Environment.ProcessCpuUsage before = Environment.CpuUsage;
            try
            {
                target(bytes, round);
            }
            catch (BpfException)
            {
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"round {round} (seed {round % seeds.Count}, {Keep(bytes, round)}): {exception}");
            }

            Environment.ProcessCpuUsage after = Environment.CpuUsage;
            TimeSpan elapsed = countsKernelTime ? after.TotalTime - before.TotalTime : after.UserTime - before.UserTime;
            longest = elapsed > longest ? elapsed : longest;
            if (elapsed >= s_mostTime)
            {
                Assert.Fail($"round {round} (seed {round % seeds.Count}, {Keep(bytes, round)}) took {elapsed} of processor time");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{rounds} rounds from {seeds.Count} seeds: {refused} refused, longest {longest.TotalMilliseconds:F0} ms of processor time");
        Assert.Equal(descriptors, Descriptors());
        Assert.True(refused > 0, "no damage was noticed: the target does not read what is damaged");
    }

    private static string Keep(byte[] bytes, int round)
    {
        string path = Path.Combine(Path.GetTempPath(), $"bpf-fuzz-{round}");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    // Only those that the library opens; the test runner has its own files.
    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Count(IsOurs);

    private static bool IsOurs(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is { } link
                && (link.Contains("bpf", StringComparison.OrdinalIgnoreCase) || link.Contains("btf", StringComparison.Ordinal) || link.Contains("/kernel/", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }
}
