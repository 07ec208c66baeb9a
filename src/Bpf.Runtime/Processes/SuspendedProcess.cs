using System.Collections;
using Bpf.Objects.NativeNames;
using Bpf.Runtime.Processes;

namespace Bpf.Runtime;

/// <summary>
/// A command that is loaded but has not executed its first instruction, so that probes attached now see everything it does, and only that. It
/// inherits standard input, output and error. It is implemented with ptrace, which ends at <see cref="Resume"/>.
/// </summary>
public sealed class SuspendedProcess : IDisposable
{
    private readonly SuspensionThread _thread;
    private bool _isResumed;

    private SuspendedProcess(SuspensionThread thread) => _thread = thread;

    /// <summary>Process id of the command.</summary>
    public int ProcessId => _thread.ProcessId;

    /// <summary>Starts a command and stops it after the kernel has loaded it, before its first instruction.</summary>
    /// <param name="command">Path, or name to look up on PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The stopped process.</returns>
    /// <exception cref="CommandNotFoundException">There is no such command, or it is not executable.</exception>
    /// <exception cref="BpfException">The process cannot be started or traced, for example because a security module forbids ptrace.</exception>
    public static SuspendedProcess Start(string command, params ReadOnlySpan<string> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        foreach (string text in (string[])[command, .. arguments])
        {
            NativeText.Require(text, "start command", command);
        }

        CommandPath.Require(command);
        // The shell stops itself, is seized by ptrace, and then becomes the command, which stops once more.
        string[] shell = ["sh", "-c", "kill -STOP $$; exec \"$@\"", "sh", command, .. arguments];
        return new SuspendedProcess(SuspensionThread.Start(command, shell, CurrentEnvironment()));
    }

    /// <summary>Lets the command run.</summary>
    /// <exception cref="InvalidOperationException">It has already been resumed.</exception>
    public void Resume()
    {
        if (_isResumed)
        {
            throw new InvalidOperationException($"Process {ProcessId} has already been resumed.");
        }

        _isResumed = true;
        _thread.Resume();
    }

    /// <summary>Waits until the command has exited.</summary>
    /// <returns>Its exit code, or 128 plus the signal number if a signal killed it.</returns>
    public Task<int> WaitForExitAsync() => _thread.ExitCode;

    /// <summary>Requests termination of the command (SIGTERM). Does nothing if it has exited.</summary>
    public void Terminate() => _thread.Signal(ProcessCalls.TerminateSignal);

    /// <summary>Kills the command if it was never resumed; a running command keeps running.</summary>
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
