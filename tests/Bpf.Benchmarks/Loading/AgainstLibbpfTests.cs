using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Benchmarks.Loading;

/// <summary>
/// Opening and loading objects compared with libbpf: two native programs, ours compiled by NativeAOT and libbpf's by gcc -O2, both warmed up, take
/// turns in short runs, so that other load on the machine affects both. Only with BPF_LONG_TESTS=1.
/// </summary>
public class AgainstLibbpfTests(ITestOutputHelper output)
{
    private const int Turns = 20;
    private const int FirstLoads = 15;
    private const long MostAllocated = 2 << 20;

    // Objects without CO-RE may take 1.2 times as long as libbpf to load; nearly all of that is kernel time.
    [Theory]
    [InlineData("thirty", 1.0, 1.2)]
    [InlineData("maps", 1.0, 1.2)]
    [InlineData("subprograms", 1.0, 1.2)]
    [InlineData("core", 1.0, 1.0)]
    public void NoSlowerThanLibbpf(string name, double openBar, double loadBar)
    {
        LoadPrograms.NeedLongTests();
        string directory = Directory.CreateTempSubdirectory("bpf-load-").FullName;
        try
        {
            string path = Path.Combine(directory, name + ".bpf.o");
            File.WriteAllBytes(path, CObject.Compile(name));
            string ours = LoadPrograms.Ours, libbpf = LoadPrograms.Libbpf;

            using LoadProcess mine = new(ours, path), theirs = new(libbpf, path);
            TakeTurns(mine, theirs, "open", rounds: 50);
            TakeTurns(mine, theirs, "load", rounds: 5);
            double open = mine.Quartile("open") / theirs.Quartile("open"), load = mine.Quartile("load") / theirs.Quartile("load");
            string report = $"{name}: open {mine.Quartile("open") / 1000:F0} µs, libbpf {theirs.Quartile("open") / 1000:F0} µs, ratio {open:F2}; "
                + $"open and load {mine.Quartile("load") / 1000:F0} µs, libbpf {theirs.Quartile("load") / 1000:F0} µs, ratio {load:F2}; "
                + $"{mine.Allocated / 1024} KiB allocated; first load of a process {FirstLoad(ours, path) / 1000:F0} µs, libbpf {FirstLoad(libbpf, path) / 1000:F0} µs";
            output.WriteLine(report);
            Assert.True(open <= openBar && load <= loadBar && mine.Allocated < MostAllocated, report);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void TakeTurns(LoadProcess mine, LoadProcess theirs, string command, int rounds)
    {
        mine.Ask(command, rounds * 2);
        theirs.Ask(command, rounds * 2);
        for (int turn = 0; turn < Turns; turn++)
        {
            mine.Measure(command, rounds);
            theirs.Measure(command, rounds);
        }
    }

    // No kernel features are known yet, and the kernel types are not read.
    private static double FirstLoad(string program, string path)
    {
        double[] times = new double[FirstLoads];
        for (int i = 0; i < times.Length; i++)
        {
            using LoadProcess process = new(program, path);
            times[i] = process.Ask("load", 1)[0];
        }

        Array.Sort(times);
        return times[times.Length / 4];
    }
}
