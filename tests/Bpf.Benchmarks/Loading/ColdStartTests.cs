using System.Globalization;
using Bpf.Runtime.Tests.Support;

namespace Bpf.Benchmarks.Loading;

/// <summary>
/// A tool that starts, opens an object of five programs with kernel types, loads it and exits: every turn is a new process
/// that knows nothing about the kernel yet, alternating between ours and libbpf's. It measures opening and loading as seen by the process, the process
/// from start to end as seen by its parent, and its peak memory. Only with BPF_LONG_TESTS=1.
/// </summary>
public class ColdStartTests(ITestOutputHelper output)
{
    private const int Turns = 15;
    private const double TimeBar = 1.0;
    private const double MemoryBar = 1.0;
    private const long MostAllocated = 512 * 1024;

    [Fact]
    public void NoSlowerAndNoLargerThanLibbpf()
    {
        LoadPrograms.NeedLongTests();
        string directory = Directory.CreateTempSubdirectory("bpf-cold-").FullName;
        try
        {
            string path = LoadPrograms.WriteKernelTypes(directory);
            string[] lines = NativeProgram.Run(
                NativeProgram.Build("measure"), $"{Turns}", LoadPrograms.Ours, path, "once", "--", LoadPrograms.Libbpf, path, "once").Split('\n');
            long[][] numbers = [.. lines.Select(line => line.Split(' ').Select(long.Parse).ToArray())];
            long[][] inside = [.. numbers.Where(line => line.Length == 3)], outside = [.. numbers.Where(line => line.Length == 2)];
            Assert.Equal((Turns * 2, Turns * 2), (inside.Length, outside.Length));

            double load = Ratio(inside, 0), process = Ratio(outside, 0), memory = Ratio(inside, 2);
            long allocated = inside.Max(line => line[1]);
            string report = string.Create(CultureInfo.InvariantCulture,
                $"open and load {Median(inside, 0, 0) / 1e6:F2} ms, libbpf {Median(inside, 1, 0) / 1e6:F2} ms, median of {Turns} paired ratios {load:F3}; "
                + $"whole process {Median(outside, 0, 0) / 1e6:F2} ms, libbpf {Median(outside, 1, 0) / 1e6:F2} ms, {process:F3}; "
                + $"peak memory {Median(inside, 0, 2)} KiB, libbpf {Median(inside, 1, 2)} KiB, {memory:F3}; {allocated / 1024} KiB allocated");
            output.WriteLine(report);
            Assert.True(load <= TimeBar && process <= TimeBar && memory <= MemoryBar && allocated <= MostAllocated, report);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    // Our lines and libbpf's alternate.
    private static double Ratio(long[][] lines, int column)
        => lines.Chunk(2).Select(pair => (double)pair[0][column] / pair[1][column]).Order().ElementAt(Turns / 2);

    private static double Median(long[][] lines, int which, int column)
        => lines.Where((_, index) => index % 2 == which).Select(line => line[column]).Order().ElementAt(Turns / 2);
}
