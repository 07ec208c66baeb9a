using System.Text.Json;
using Bpf.Runtime;
using Spectre.Console;

namespace Samples;

/// <summary>One run: start the command suspended, attach, let it run, plot.</summary>
internal sealed class LatencyRun
{
    private static readonly string[] s_defaultCommand = ["dd", "if=/dev/zero", "of=/dev/null", "bs=4k", "count=2000", "status=none"];

    public static async Task<int> RunAsync(RunOptions options, string function, bool pair, CancellationToken cancellation)
    {
        string[] command = options.Command.Length > 0 ? options.Command : s_defaultCommand;
        using SuspendedProcess child = SuspendedProcess.Start(command[0], command.AsSpan(1));
        using LibcLatencySkeleton skeleton = LibcLatencySkeleton.Open();

        // The kernel binds a program to its way of attaching at load, so the choice is made here: one session, or entry and return.
        bool session = !pair && KernelFeatures.For(null).UprobeSession.IsSupported;
        skeleton.Programs.OnCall.AutoLoad = session;
        skeleton.Programs.OnEntry.AutoLoad = !session;
        skeleton.Programs.OnReturn.AutoLoad = !session;
        foreach (UprobeProgram program in new[] { skeleton.Programs.OnCall, skeleton.Programs.OnEntry, skeleton.Programs.OnReturn })
        {
            program.Target = UprobeTarget.Process(child.ProcessId, "libc", function);
        }

        skeleton.LoadAndAttach();
        string links = session ? $"{skeleton.Links.OnCall}" : $"{skeleton.Links.OnEntry} and {skeleton.Links.OnReturn}";
        string attach = (session ? skeleton.Programs.OnCall : skeleton.Programs.OnEntry).AttachDecision.Name;

        using CancellationTokenSource end = options.StartClock(cancellation);
        int exitCode = await TracedCommand.RunAsync(child, end.Token);
        skeleton.Detach();

        Report(options, new Summary(
            function, attach, links, skeleton.Bss.s_calls, skeleton.Bss.s_failed, skeleton.Bss.s_nanoseconds, [.. skeleton.Maps.Buckets], exitCode));
        return exitCode;
    }

    private static void Report(RunOptions options, Summary summary)
    {
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(summary, SummaryJson.Default.Summary));
            return;
        }

        AnsiConsole.Write(DurationPlot.Draw($"{summary.Function}()", summary.Buckets));
        AnsiConsole.WriteLine(summary.Links);
        string mean = summary.Calls == 0 ? "none" : DurationPlot.Duration(summary.Nanoseconds / summary.Calls);
        AnsiConsole.WriteLine($"{summary.Calls:N0} calls, {summary.Failed:N0} failed, mean {mean}");
    }
}
