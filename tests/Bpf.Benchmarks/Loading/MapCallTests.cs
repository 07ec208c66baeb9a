using System.Globalization;

namespace Bpf.Benchmarks.Loading;

/// <summary>
/// Elements of maps through <see cref="Runtime.HashMap{TKey, TValue}"/> and <see cref="Runtime.ArrayMap{T}"/> compared with libbpf's functions in C:
/// two native programs, warmed up, take turns until each has made a million calls, fifteen times. Processor time is measured, so that other load on
/// the machine does not count; both have an idle thread, because the kernel counts descriptor references only in multithreaded processes. Only with BPF_LONG_TESTS=1.
/// </summary>
public class MapCallTests(ITestOutputHelper output)
{
    private const int Pairs = 15;
    private const int Turns = 20;
    private const int Calls = 1_000_000;
    private const double TimeBar = 1.05;

    [Theory]
    [InlineData("lookup")] // of a key that is there
    [InlineData("update")]
    [InlineData("delete")] // of keys that are inserted for it
    [InlineData("miss")] // of a key that is not there
    [InlineData("array")] // read and write an element
    public void NoSlowerThanTheCallInC(string call)
    {
        LoadPrograms.NeedLongTests();
        string directory = Directory.CreateTempSubdirectory("bpf-calls-").FullName;
        try
        {
            string path = LoadPrograms.WriteKernelTypes(directory);
            using LoadProcess mine = new(LoadPrograms.Ours, path), theirs = new(LoadPrograms.Libbpf, path);
            mine.Ask(call, Calls / 10);
            theirs.Ask(call, Calls / 10);
            double[] ratios = new double[Pairs], nanoseconds = new double[Pairs];
            long allocated = 0;
            for (int pair = 0; pair < Pairs; pair++)
            {
                double our = 0, their = 0;
                for (int turn = 0; turn < Turns; turn++)
                {
                    our += mine.Ask(call, Calls / Turns)[0];
                    their += theirs.Ask(call, Calls / Turns)[0];
                    allocated += mine.Allocated;
                }

                ratios[pair] = our / their;
                nanoseconds[pair] = our / Calls;
            }

            Array.Sort(ratios);
            Array.Sort(nanoseconds);
            string report = string.Create(CultureInfo.InvariantCulture,
                $"{call}: {nanoseconds[Pairs / 2]:F0} ns, median of {Pairs} paired ratios {ratios[Pairs / 2]:F3} ({ratios[0]:F3} to {ratios[^1]:F3}), {allocated} bytes allocated");
            output.WriteLine(report);
            Assert.True(ratios[Pairs / 2] <= TimeBar && allocated == 0, report);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
