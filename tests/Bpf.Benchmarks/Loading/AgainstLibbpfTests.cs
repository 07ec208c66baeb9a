using System.Reflection;
using System.Runtime.InteropServices;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime.Tests.Support;
using Bpf.TestSupport;

namespace Bpf.Benchmarks.Loading;

/// <summary>
/// Opening and loading objects beside libbpf: two native programs, ours compiled by NativeAOT and libbpf's by gcc -O2, each warmed up, take
/// turns in short runs so that the machine's other work meets both. Only with BPF_LONG_TESTS=1.
/// </summary>
public class AgainstLibbpfTests(ITestOutputHelper output)
{
    private const int Turns = 20;
    private const int FirstLoads = 15;
    private const long MostAllocated = 2 << 20;

    // Objects without CO-RE may take 1.2 of libbpf's time to load, which is nearly all the kernel's.
    [Theory]
    [InlineData("thirty", 1.0, 1.2)]
    [InlineData("maps", 1.0, 1.2)]
    [InlineData("subprograms", 1.0, 1.2)]
    [InlineData("core", 1.0, 1.0)]
    public void NoSlowerThanLibbpf(string name, double openBar, double loadBar)
    {
        if (Environment.GetEnvironmentVariable("BPF_LONG_TESTS") != "1")
            Assert.Skip("BPF_LONG_TESTS is not 1");
        KernelRequirement.NeedRoot();

        string directory = Directory.CreateTempSubdirectory("bpf-load-").FullName;
        try
        {
            string path = Path.Combine(directory, name + ".bpf.o");
            File.WriteAllBytes(path, CObject.Compile(name));
            string ours = Publish(), libbpf = Path.Combine(directory, "load-peer");
            Libbpf.Build(Path.Combine(AppContext.BaseDirectory, "native", "load-peer.c"), libbpf);

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

    // Nothing is known of the kernel yet, nor are its types read.
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

    private static string Publish()
    {
        string root = typeof(AgainstLibbpfTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        string directory = Path.Combine(root, "artifacts", "load-guest");
        string runtime = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        // The test host's own MSBuild settings must not reach a nested build.
        Tool.Run(
            "env", "-u", "MSBuildSDKsPath", "-u", "MSBuildExtensionsPath", "-u", "MSBUILD_EXE_PATH", "-u", "MSBuildLoadMicrosoftTargetsReadOnly",
            "dotnet", "publish", Path.Combine(root, "tests", "Bpf.Load.Guest"), "-c", "Release", "-r", runtime, "-o", directory, "-nologo", "-v", "quiet");
        return Path.Combine(directory, "Bpf.Load.Guest");
    }
}
