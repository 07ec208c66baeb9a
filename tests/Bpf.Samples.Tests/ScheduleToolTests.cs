using System.Diagnostics;
using System.Text.Json;
using Bpf.Testing;

namespace Bpf.Samples.Tests;

/// <summary>The tools that show who runs, who waits, and where.</summary>
public sealed class ScheduleToolTests
{
    private const string BusyProgram = """
        #include <time.h>
        volatile unsigned long sink;
        __attribute__((noinline)) void busy_inner(void) { for (int i = 0; i < 100000; i++) sink += i; }
        __attribute__((noinline)) void busy_outer(void) { busy_inner(); sink++; }
        int main(void) { while (clock() < CLOCKS_PER_SEC / 2) busy_outer(); return 0; }
        """;

    public ScheduleToolTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    public void RunQLatHasAWaitForEachWakeup(int sleeps)
    {
        SampleResult result = TracedTool.Run("runqlat", "--", "perl", "-e", $"select(undef, undef, undef, 0.001) for 1..{sleeps}");

        // A few more are for the start of the process, which waits for its files. A timer that ends before the thread has left its CPU, as happens where
        // the CPU itself is virtual, wakes up nobody.
        ulong fewest = (ulong)sleeps * 9 / 10;
        Assert.InRange(result.Number("wakeups"), fewest, (ulong)sleeps + 40);

        // Who goes to sleep is not preempted.
        Assert.InRange(result.Number("preemptions"), 0UL, (ulong)sleeps - 1);
        ulong waits = (ulong)result.Json().GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetInt64());
        Assert.InRange(waits, fewest, result.Number("wakeups") + result.Number("preemptions"));
    }

    [Fact]
    public void OffCpuTimeFindsTheSleep()
    {
        long start = Stopwatch.GetTimestamp();
        JsonElement[] rows = [.. TracedTool.Run("offcputime", "--", "sleep", "0.5").Json().GetProperty("rows").EnumerateArray()];
        ulong longest = (ulong)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        Assert.InRange(rows[0].GetProperty("time").GetUInt64(), 500_000_000UL, longest);
        Assert.Contains("nanosleep", rows[0].GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.InRange((ulong)rows.Sum(row => row.Number("time")), 500_000_000UL, longest);
        Assert.Single(rows.Select(row => row.Number("pid")).Distinct());
    }

    [Fact]
    public void ProfileFindsTheFunctionOfABusyLoop()
    {
        KernelRequirement.NeedTool("gcc");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("bpf-samples-");
        try
        {
            string source = Path.Combine(directory.FullName, "busy.c");
            string program = Path.Combine(directory.FullName, "busy");
            File.WriteAllText(source, BusyProgram);
            using Process gcc = Process.Start("gcc", ["-O1", "-fno-omit-frame-pointer", "-fno-optimize-sibling-calls", "-o", program, source]);
            gcc.WaitForExit();
            Assert.Equal(0, gcc.ExitCode);

            SampleResult result = TracedTool.Run("profile", "--frequency", "199", "--", program);
            JsonElement[] rows = [.. result.Json().GetProperty("rows").EnumerateArray()];
            long all = rows.Sum(row => row.Number("samples"));
            Assert.Equal(result.Number("samples"), (ulong)all);

            // Half a second of CPU time, 199 times a second; a virtual machine loses some samples, and the start of the process adds some.
            Assert.InRange(all, 20, 150);
            long inLoop = rows.Where(row => row.GetProperty("stack").GetString()!.Contains(";main;busy_", StringComparison.Ordinal)).Sum(row => row.Number("samples"));
            Assert.InRange(inLoop, all / 2, all);
            Assert.Contains(rows, row => row.GetProperty("stack").GetString()!.Contains("main;busy_outer;busy_inner", StringComparison.Ordinal)
                || row.GetProperty("stack").GetString()!.Contains("main;busy_inner", StringComparison.Ordinal));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
