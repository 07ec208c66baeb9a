using System.CommandLine;
using Bpf.Runtime;

namespace Samples;

/// <summary>The command line of a sample: its own options, --seconds, --json, and after -- the command to trace.</summary>
internal sealed class SampleCommandLine
{
    // The kernel may take seconds to detach what Ctrl+C ends.
    private static readonly TimeSpan s_longestTermination = TimeSpan.FromMinutes(1);
    private readonly Option<double?> _seconds = new("--seconds") { Description = "Stop after this many seconds." };
    private readonly Option<bool> _json = new("--json") { Description = "No table; the last line of output is one JSON object." };
    private readonly Argument<string[]> _command;
    private readonly RootCommand _root;

    public SampleCommandLine(string description, string command, params Option[] own)
    {
        _command = new("command") { Description = command, Arity = ArgumentArity.ZeroOrMore };
        _root = new(description) { _seconds, _json, _command };
        foreach (Option option in own)
        {
            _root.Options.Add(option);
        }

        _root.Validators.Add(result =>
        {
            if (result.GetValue(_seconds) is <= 0)
            {
                result.AddError("--seconds must be positive.");
            }
        });
    }

    /// <summary>Adds --pid, which excludes a command.</summary>
    public Option<int?> AddProcessOption(string description)
    {
        Option<int?> processId = new("--pid") { Description = description };
        _root.Options.Add(processId);
        _root.Validators.Add(result =>
        {
            if (result.GetValue(processId) is not null && result.GetValue(_command) is { Length: > 0 })
            {
                result.AddError("Give either --pid or a command, not both.");
            }
        });
        return processId;
    }

    /// <summary>
    /// Parses, runs, and gives the exit code: that of <paramref name="run"/>; 1 when tracing is impossible; 127 when there is no such command.
    /// </summary>
    public int Invoke(string[] arguments, Func<ParseResult, RunOptions, CancellationToken, Task<int>> run)
    {
        _root.SetAction(async (result, cancellation) =>
        {
            // Signals are handled only once the action has returned its task.
            await Task.Yield();
            try
            {
                return await run(result, new RunOptions(result.GetValue(_seconds), result.GetValue(_json), result.GetValue(_command) ?? []), cancellation);
            }
            catch (BpfException exception)
            {
                await Console.Error.WriteLineAsync($"{_root.Name}: {exception.Message}");
                return exception is CommandNotFoundException ? CommandNotFoundException.ShellExitCode : 1;
            }
        });
        return _root.Parse(arguments).Invoke(new InvocationConfiguration { ProcessTerminationTimeout = s_longestTermination });
    }
}
