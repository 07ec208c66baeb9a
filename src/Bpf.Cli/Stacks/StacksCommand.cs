using System.CommandLine;
using System.Text.Json;
using Bpf.Profiling;
using Bpf.Symbols;

namespace Bpf.Cli.Stacks;

/// <summary>The command <c>bpf stacks PID</c>.</summary>
internal static class StacksCommand
{
    private const int MostListed = 10;

    public static Command Create()
    {
        Argument<int> process = new("pid") { Description = "Process id." };
        process.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out int id) && id <= 0)
            {
                result.AddError($"'{text}': a process id is a positive number.");
            }
        });
        Option<bool> json = CommonOptions.Json();
        Command command = new("stacks", "Show what the waiting threads of a process wait for: their stacks, .NET and native, without stopping the process.")
        {
            process, json,
        };
        command.SetAction(result => Errors.Guard(result.GetValue(json), "stacks", () =>
        {
            ProcessStacks stacks = ProcessStacks.Capture(result.GetValue(process));
            if (result.GetValue(json))
            {
                WriteJson(stacks);
            }
            else
            {
                WriteText(stacks);
            }

            return 0;
        }));
        return command;
    }

    private static void WriteJson(ProcessStacks stacks)
    {
        foreach (ThreadStack thread in stacks.Threads)
        {
            ThreadReport report = new(thread.ThreadId, thread.Name, thread.End.ToString(), [.. thread.Frames.Select(Report)]);
            Console.WriteLine(JsonSerializer.Serialize(report, StacksJson.Default.ThreadReport));
        }
    }

    // Threads with the same stack are shown once, the most frequent stacks first.
    private static void WriteText(ProcessStacks stacks)
    {
        var groups = stacks.Threads.Where(thread => thread.Frames.Count > 0)
            .GroupBy(thread => (thread.End, Text: string.Join('\n', thread.Frames.Select(Line))))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.First().ThreadId);
        foreach (var group in groups)
        {
            ThreadStack[] threads = [.. group];
            string listed = string.Join(", ", threads.Take(MostListed).Select(thread => $"{thread.ThreadId} {thread.Name}"));
            string more = threads.Length > MostListed ? $" and {threads.Length - MostListed} more" : "";
            Console.WriteLine($"{Count(threads.Length)}: {listed}{more}");
            Console.WriteLine(group.Key.Text);
            if (group.Key.End != StackEnd.ThreadStart)
            {
                Console.WriteLine($"    … ({(group.Key.End == StackEnd.Truncated ? "deeper than what is read" : "the callers are not known")})");
            }

            Console.WriteLine();
        }

        int running = stacks.Threads.Count(thread => thread.End == StackEnd.Running);
        int complete = stacks.Threads.Count(thread => thread.End == StackEnd.ThreadStart);
        CodeFrame[] managed = [.. stacks.Threads.SelectMany(thread => thread.Frames).Where(frame => frame.Symbol.Kind == CodeKind.Managed)];
        string named = managed.Length == 0 ? "" : $"; {managed.Count(frame => frame.Symbol.IsNamed)} of {managed.Length} .NET frames named";
        Console.WriteLine($"{Count(stacks.Threads.Count)}: {running} running, {stacks.Threads.Count - running} waiting, {complete} of those complete{named}");
    }

    private static FrameReport Report(CodeFrame frame)
        => new($"0x{frame.Address:x}", frame.Symbol.Name, frame.Symbol.Module, frame.Symbol.Kind.ToString());

    private static string Line(CodeFrame frame) => $"    {(frame.Symbol.IsNamed ? frame.Symbol.ToString() : frame.ToString())}";

    private static string Count(int threads) => threads == 1 ? "1 thread" : $"{threads} threads";
}
