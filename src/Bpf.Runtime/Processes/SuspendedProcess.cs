using System.Collections;
using Bpf.Runtime.Processes;

namespace Bpf.Runtime;

/// <summary>
/// A command that is loaded but has not executed its first instruction, so that probes attached now see all it does and nothing else does.
/// It inherits standard input, output and error. Implemented with ptrace, which ends at <see cref="Resume"/>.
/// </summary>
public sealed class SuspendedProcess : IDisposable
{
    private readonly SuspensionThread _thread;
    private bool _isResumed;

    private SuspendedProcess(SuspensionThread thread) => _thread = thread;

    /// <summary>Process id of the command.</summary>
    public int ProcessId => _thread.ProcessId;

    /// <summary>Starts a command and stops it after the kernel has loaded it and before its first instruction.</summary>
    /// <param name="command">Path, or name on PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The stopped process.</returns>
    /// <exception cref="CommandNotFoundException">There is no such command, or it is not executable.</exception>
    /// <exception cref="BpfException">The process cannot be started or traced, for example because a security module forbids ptrace.</exception>
    public static SuspendedProcess Start(string command, params ReadOnlySpan<string> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        CommandPath.Require(command);
        // The shell stops itself, is seized by ptrace, and then becomes the command, which stops once more.
        string[] shell = ["sh", "-c", "kill -STOP $$; exec \"$@\"", "sh", command, .. arguments];
        return new SuspendedProcess(SuspensionThread.Start(command, shell, CurrentEnvironment()));
    }

    /// <summary>Lets the command run.</summary>
    /// <exception cref="InvalidOperationException">It was resumed before.</exception>
    public void Resume()
    {
        if (_isResumed)
        {
            throw new InvalidOperationException($"Process {ProcessId} was resumed before.");
        }

        _isResumed = true;
        _thread.Resume();
    }

    /// <summary>Waits until the command has ended.</summary>
    /// <returns>Its exit code; 128 and the signal number when a signal ended it.</returns>
    public Task<int> WaitForExitAsync() => _thread.ExitCode;

    /// <summary>Asks the command to end (SIGTERM). Does nothing when it has ended.</summary>
    public void Terminate() => _thread.Signal(ProcessCalls.TerminateSignal);

    /// <summary>Ends the command if it was never resumed; a running command runs on.</summary>
    public void Dispose()
    {
        if (!_isResumed)
        {
            _isResumed = true;
            _thread.Signal(ProcessCalls.KillSignal);
            _thread.Resume();
            _thread.ExitCode.Wait();
        }
    }

    private static string[] CurrentEnvironment()
    {
        List<string> variables = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables.Add($"{variable.Key}={variable.Value}");
        }

        return [.. variables];
    }
}
