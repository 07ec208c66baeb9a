using System.Diagnostics;
using System.Text.Json;
using Bpf.Testing;

namespace Bpf.Samples.Tests;

/// <summary>The tools that show processes.</summary>
public sealed class ProcessToolTests
{
    public ProcessToolTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void ExecSnoopShowsEveryExecutionWithItsArguments()
    {
        using ProgramCopy program = new("/bin/true");
        SampleResult result = TracedTool.Run(
            "execsnoop", "--", "sh", "-c", $"i=0; while [ $i -lt 20 ]; do {program.File} $i 'two words' ''; i=$((i + 1)); done; {program.File} {new string('x', 300)}");
        JsonElement[] rows = result.Rows("file", program.File);
        Assert.Equal(21, rows.Length);
        Assert.All(rows[..20].Index(), row => Assert.Equal($"{program.File} {row.Index} two words", row.Item.GetProperty("arguments").GetString()));
        Assert.Equal($"{program.File} {new string('x', 300)}"[..256], rows[20].GetProperty("arguments").GetString());
        Assert.Single(rows.Select(row => row.Number("parent")).Distinct());
        Assert.Equal(21, rows.Select(row => row.Number("pid")).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(0, row.Number("user")));
        Assert.Equal(0UL, result.Number("lost"));
    }

    [Fact]
    public void ExecSnoopWritesATable()
    {
        using ProgramCopy program = new("/bin/true");
        string output = Sample.Run("Tools", "execsnoop", "--", "sh", "-c", $"{program.File} one; exit 3").EndsWith(3).Output;
        Assert.Contains("PID", output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), line => line.EndsWith($"{program.File} one", StringComparison.Ordinal));
    }

    [Fact]
    public void ExitSnoopShowsCodesAndSignals()
    {
        using ProgramCopy shell = new("/bin/sh");
        SampleResult result = TracedTool.Run(
            "exitsnoop", "--", "sh", "-c", $"i=0; while [ $i -lt 20 ]; do {shell.File} -c \"exit $i\"; i=$((i + 1)); done; {shell.File} -c 'kill -9 $$'; true");
        JsonElement[] rows = result.Rows("name", shell.Name);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i).Append(0), rows.Select(row => row.Number("code")));
        Assert.Equal(Enumerable.Repeat(0L, 20).Append(9), rows.Select(row => row.Number("signal")));
        Assert.All(rows, row => Assert.InRange(row.Number("age"), 1, 120_000_000_000));
        Assert.Equal(0UL, result.Number("lost"));
    }

    [Fact]
    public void TasksListsThisProcessAndItsChild()
    {
        using Process child = Process.Start("sleep", "120");
        try
        {
            SampleResult result = TracedTool.Run("tasks");
            JsonElement self = Assert.Single(result.Rows("pid", $"{Environment.ProcessId}"));
            Assert.Equal(File.ReadAllText("/proc/self/comm").TrimEnd(), self.GetProperty("name").GetString());
            Assert.InRange(self.Number("threads"), 2, 1000);
            Assert.InRange(self.Number("cpu"), 1_000_000, (long)Environment.TickCount64 * 1_000_000);
            JsonElement sleep = Assert.Single(result.Rows("pid", $"{child.Id}"));
            Assert.Equal(Environment.ProcessId, sleep.Number("parent"));

            // With --pid, a row for each thread.
            JsonElement[] threads = TracedTool.Run("tasks", "--pid", $"{Environment.ProcessId}").Rows("pid", $"{Environment.ProcessId}");
            Assert.InRange(threads.Length, 2, 1000);
            Assert.Equal(threads.Length, threads.Select(row => row.Number("thread")).Distinct().Count());
            Assert.Single(TracedTool.Run("tasks", "--pid", $"{child.Id}").Json().GetProperty("rows").EnumerateArray());
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public void SysCountCountsCallsAndErrors()
    {
        JsonElement calls = Assert.Single(
            TracedTool.Run("syscount", "--", "dd", "if=/dev/zero", "of=/dev/null", "bs=1k", "count=500", "status=none").Rows("call", "write"));
        Assert.Equal(500, calls.Number("calls"));
        Assert.Equal(0, calls.Number("errors"));
        Assert.InRange(calls.Number("time"), 500, 120_000_000_000);

        SampleResult full = Sample.Run("Tools", "syscount", "--json", "--", "dd", "if=/dev/zero", "of=/dev/full", "bs=1k", "count=3", "status=none").EndsWith(1);
        Assert.Equal(1, Assert.Single(full.Rows("call", "write")).Number("errors"));
    }
}
