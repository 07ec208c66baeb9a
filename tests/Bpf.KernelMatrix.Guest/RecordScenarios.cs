using System.Diagnostics;
using System.Text;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Checks of tracepoint records.</summary>
/// <param name="tracedPath">A program to start.</param>
internal sealed class RecordScenarios(string tracedPath)
{
    private const int Count = 30;
    private const string ForkFormat = "/sys/kernel/tracing/events/sched/sched_process_fork/format";

    /// <summary>The checks in order.</summary>
    public IEnumerable<Scenario> All => [new("tracepoint_records", Records), new("record_of_another_kernel", RecordOfAnotherKernel)];

    private string Records()
    {
        using GuestRecordsSkeleton skeleton = Open();
        skeleton.Programs.OnRename.Attach();
        skeleton.Programs.OnExec.Attach();
        skeleton.Programs.OnFork.Attach();
        for (int i = 0; i < Count; i++)
        {
            File.WriteAllText("/proc/self/comm", $"record-{i}");
        }

        Scenario.Equal((ulong)Count, skeleton.Bss.s_renames, "renames");
        Scenario.Equal($"record-{Count - 2}", Text(skeleton.Bss.s_before), "name before");
        Scenario.Equal($"record-{Count - 1}", Text(skeleton.Bss.s_after), "name after");

        int[] children = [.. Enumerable.Range(0, 3).Select(_ => RunTraced())];
        Scenario.Equal(3UL, skeleton.Bss.s_execs, "programs started");
        Scenario.Equal(tracedPath[..Math.Min(tracedPath.Length, 63)], Text(skeleton.Bss.s_path), "path");
        Scenario.Equal(Math.Min(tracedPath.Length + 1, 64), skeleton.Bss.s_length, "length of the path");
        Scenario.Equal(true, Array.TrueForAll(children, child => skeleton.Maps.Children.TryGetValue(child, out _)), "children");

        skeleton.Detach();
        File.WriteAllText("/proc/self/comm", "after");
        Scenario.Equal((ulong)Count, skeleton.Bss.s_renames, "renames after Detach");
        return "exact";
    }

    private string RecordOfAnotherKernel()
    {
        bool isEarly = !File.ReadAllText(ForkFormat).Contains("__data_loc char[] parent_comm", StringComparison.Ordinal);
        using GuestRecordsSkeleton skeleton = Open();
        try
        {
            skeleton.Programs.OnEarlyFork.Attach();
        }
        catch (TracepointLayoutException exception) when (!isEarly)
        {
            return $"refused: {string.Join(',', exception.Members.Order())}:{exception.Layouts.ReplaceLineEndings("|")}";
        }

        Scenario.Equal(true, isEarly, "the early record was accepted, although the kernel has the later one");
        Scenario.Equal(true, skeleton.Maps.EarlyChildren.TryGetValue(RunTraced(), out _), "child");
        return "attached";
    }

    private static GuestRecordsSkeleton Open()
    {
        GuestRecordsSkeleton skeleton = GuestRecordsSkeleton.Open();
        skeleton.Rodata.Own = Environment.ProcessId;
        skeleton.Load();
        return skeleton;
    }

    private int RunTraced()
    {
        using Process traced = Process.Start(tracedPath, "1");
        int id = traced.Id;
        traced.WaitForExit();
        return id;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes).TrimEnd('\0');
}
