using System.CommandLine;

namespace Samples;

/// <summary>The command line.</summary>
internal sealed record Options(int? ProcessId, double? Seconds, bool Json, bool Single, ulong LargeBytes, string[] Command)
{
    /// <summary>Parses the command line and runs <paramref name="run"/> with it.</summary>
    public static int Invoke(string[] arguments, Func<Options, CancellationToken, Task<int>> run)
    {
        Option<int?> processId = new("--pid") { Description = "Trace this running process." };
        Option<double?> seconds = new("--seconds") { Description = "Stop after this many seconds." };
        Option<bool> json = new("--json") { Description = "No table; the last line of output is one JSON object." };
        Option<bool> single = new("--single") { Description = "Keep the perf_event uprobe even where the kernel has uprobe_multi." };
        Option<ulong> large = new("--large") { Description = "Report allocations of at least this many bytes.", DefaultValueFactory = _ => 1 << 20 };
        Argument<string[]> command = new("command")
        {
            Description = "After --: a command to start; only its own mallocs are counted.",
            Arity = ArgumentArity.ZeroOrMore,
        };

        RootCommand root = new("Counts the malloc calls and bytes of a process, live, with a BPF program written in C#.")
        {
            processId, seconds, json, single, large, command,
        };
        root.Validators.Add(result =>
        {
            if (result.GetValue(processId) is not null && result.GetValue(command) is { Length: > 0 })
            {
                result.AddError("Give either --pid or a command, not both.");
            }

            if (result.GetValue(seconds) is <= 0)
            {
                result.AddError("--seconds must be positive.");
            }
        });
        root.SetAction((parsed, cancellation) => run(
            new Options(
                parsed.GetValue(processId),
                parsed.GetValue(seconds),
                parsed.GetValue(json),
                parsed.GetValue(single),
                parsed.GetValue(large),
                parsed.GetValue(command) ?? []),
            cancellation));
        return root.Parse(arguments).Invoke();
    }
}
