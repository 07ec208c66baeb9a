using Bpf.Kernel.Tests;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Functions of newer kernels: streams of programs, work queues, arenas. On older kernels the report is the refusal.</summary>
internal static class NewFunctionScenarios
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <summary>The scenarios.</summary>
    public static IEnumerable<Scenario> All =>
        [new("program_streams", () => OrReason(ReadStreams)), new("work_queue", () => OrReason(Work)), new("arena_list", () => OrReason(WalkList))];

    private static string OrReason(Func<string> run)
    {
        try
        {
            return run();
        }
        catch (BpfException exception)
        {
            return exception.Message.ReplaceLineEndings(" ");
        }
    }

    private static string ReadStreams()
    {
        using ProgramStreamsSkeleton skeleton = ProgramStreamsSkeleton.Open();
        skeleton.Load();
        ProgramStreams.Call call = new() { Value = 10 };
        skeleton.Programs.Print.Run(ref call);
        string text = skeleton.Programs.Print.ReadOutput() + skeleton.Programs.Print.ReadOutput(ProgramStream.Error);
        Scenario.Equal(0, call.Result, "result of Print");
        Scenario.Equal("", skeleton.Programs.Print.ReadOutput(), "text after the read");
        skeleton.Programs.ReadNothing.Run(ref call);
        string report = skeleton.Programs.ReadNothing.ReadOutput(ProgramStream.Error);
        Scenario.Equal(true, report.Contains("Arena READ access at unmapped address", StringComparison.Ordinal), "report of the kernel: " + report);
        skeleton.Programs.Fill.Run(ref call);
        string[] lines = skeleton.Programs.Fill.ReadOutput().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Scenario.Equal((-28, call.Count), (call.Result, lines.Length), "a full stream");
        return text.ReplaceLineEndings("|");
    }

    private static string Work()
    {
        using WorkQueuesSkeleton skeleton = WorkQueuesSkeleton.Open();
        skeleton.Load();
        Scenario.Equal(0U, skeleton.Programs.Start.TestRun(data: new byte[64]).ReturnValue, "start");
        Scenario.Equal(true, SpinWait.SpinUntil(() => Volatile.Read(ref skeleton.Bss.s_calls) == 1, s_patience), "called");
        return $"{skeleton.Bss.s_amount} of {skeleton.Bss.s_key}, {skeleton.Bss.s_pages} page";
    }

    private static string WalkList()
    {
        using ArenasSkeleton skeleton = ArenasSkeleton.Open();
        skeleton.Load();
        Arenas.Call call = default;
        Scenario.Equal(0U, skeleton.Programs.BuildList.Run(ref call).ReturnValue, "build");
        long sum = 0;
        for (BpfArenaPointer<Arenas.Node> node = skeleton.Bss.s_list; !node.IsNull; node = node.In(skeleton.Maps.Memory).Next)
        {
            sum += node.In(skeleton.Maps.Memory).Value;
        }

        return $"{sum}";
    }
}
