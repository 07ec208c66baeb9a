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
    private readonly Command _root;

    public SampleCommandLine(string description, string command, params Option[] own)
        : this(new RootCommand(description), command, own)
    {
    }

    /// <summary>The same for one command of several in a program.</summary>
    public SampleCommandLine(Command root, string command, params Option[] own)
    {
        _command = new("command") { Description = command, Arity = ArgumentArity.ZeroOrMore };
        _root = root;
        _root.Options.Add(_seconds);
        _root.Options.Add(_json);
        _root.Arguments.Add(_command);
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
        SetAction(run);
        return Invoke(_root, arguments);
    }

    /// <summary>Runs a program whose commands have their actions.</summary>
    public static int Invoke(Command root, string[] arguments)
        => root.Parse(arguments).Invoke(new InvocationConfiguration { ProcessTerminationTimeout = s_longestTermination });

    /// <summary>Makes <paramref name="run"/> the action of the command.</summary>
    public void SetAction(Func<ParseResult, RunOptions, CancellationToken, Task<int>> run)
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
    }
}
