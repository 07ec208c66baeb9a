using System.CommandLine;

namespace Samples.Tools;

/// <summary>A tool: a command of the program with the common options.</summary>
internal abstract class Tool(string name, string description)
{
    /// <summary>The command, with --seconds, --json, --pid and the command to start after --.</summary>
    public Command CreateCommand()
    {
        Command command = new(name, description);
        SampleCommandLine line = new(command, "After --: a command to trace. Without one, the tool runs until Ctrl+C.", Options);
        Option<int?> processId = line.AddProcessOption("Trace only this process.");
        line.SetAction(async (result, options, cancellation) =>
        {
            using ToolRun run = ToolRun.Start(options, result.GetValue(processId), cancellation);
            await RunAsync(run, result);
            return run.Finish();
        });
        return command;
    }

    /// <summary>The tool's own options.</summary>
    protected virtual Option[] Options => [];

    /// <summary>Attaches, waits for the end of the run, and reports.</summary>
    protected abstract Task RunAsync(ToolRun run, ParseResult result);
}
