using System.Runtime.InteropServices;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Processes;

/// <summary>
/// The thread that starts, traces and waits for one child. Ptrace ties a traced process to the thread that seized it, so everything that concerns the
/// child happens here.
/// </summary>
internal sealed class SuspensionThread
{
    private readonly string _command;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _resume = new();
    private readonly Lock _signalLock = new();
    private bool _isReaped;

    private SuspensionThread(string command) => _command = command;

    /// <summary>Process id of the child.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Exit code of the child, once it has exited.</summary>
    public Task<int> ExitCode => _exited.Task;

    /// <summary>Starts the shell that becomes the command; returns when the command is stopped at its first instruction.</summary>
    public static SuspensionThread Start(string command, string[] shell, string[] environment)
    {
        SuspensionThread suspension = new(command);
        Thread thread = new(() => suspension.Run(shell, environment)) { IsBackground = true, Name = $"bpf: {command}" };
        thread.Start();
        suspension._stopped.Task.GetAwaiter().GetResult();
        return suspension;
    }

    /// <summary>Ends tracing.</summary>
    public void Resume() => _resume.TrySetResult();

    /// <summary>Sends a signal, unless the child is gone and its id may belong to another process.</summary>
    public void Signal(int signal)
    {
        lock (_signalLock)
        {
            if (!_isReaped)
            {
                _ = ProcessCalls.Kill(ProcessId, signal);
            }
        }
    }

    private void Run(string[] shell, string[] environment)
    {
        try
        {
            Spawn(shell, environment);
            StopAtFirstInstruction();
        }
        catch (Exception exception)
        {
            if (ProcessId != 0)
            {
                Signal(ProcessCalls.KillSignal);
                Reap();
            }

            _stopped.SetException(exception);
            return;
        }

        _stopped.SetResult();
        _resume.Task.Wait();
        // Fails only if the child has been killed in the meantime, which Reap detects.
        _ = ProcessCalls.Ptrace(ProcessCalls.PtraceDetach, ProcessId, 0, 0);
        Reap();
    }

    private unsafe void Spawn(string[] shell, string[] environment)
    {
        using NativeStrings arguments = new(shell);
        using NativeStrings variables = new(environment);
        byte* attributes = stackalloc byte[ProcessCalls.SpawnAttributeSize];
        byte* signals = stackalloc byte[ProcessCalls.SignalSetSize];
        new Span<byte>(signals, ProcessCalls.SignalSetSize).Fill(0xFF);

        // The .NET runtime ignores SIGPIPE, and a child would inherit that.
        _ = ProcessCalls.SpawnAttributesInitialize(attributes);
        _ = ProcessCalls.SpawnAttributesSetSignalDefaults(attributes, signals);
        _ = ProcessCalls.SpawnAttributesSetFlags(attributes, ProcessCalls.SpawnSetSignalDefaults);
        int error = ProcessCalls.PosixSpawn(out int processId, "/bin/sh", null, attributes, arguments.Pointer, variables.Pointer);
        _ = ProcessCalls.SpawnAttributesDestroy(attributes);
        if (error != 0)
        {
            throw new BpfException("start command", _command, (Errno)error, "The shell /bin/sh could not be started.");
        }

        ProcessId = processId;
    }

    private void StopAtFirstInstruction()
    {
        WaitStatus status = Wait(ProcessCalls.WaitStopped);
        if (!status.IsStopped)
        {
            throw Ended(status);
        }

        nint options = ProcessCalls.PtraceTraceExec | ProcessCalls.PtraceExitKill;
        if (ProcessCalls.Ptrace(ProcessCalls.PtraceSeize, ProcessId, 0, options) != 0)
        {
            throw new BpfException("trace command", _command, Native.LastError,
                "A security module or /proc/sys/kernel/yama/ptrace_scope forbids ptrace. Start the command yourself and attach by its process id.");
        }

        _ = ProcessCalls.Kill(ProcessId, ProcessCalls.ContinueSignal);
        while (true)
        {
            status = Wait(0);
            if (!status.IsStopped)
            {
                throw Ended(status);
            }

            if (status.Event == ProcessCalls.PtraceEventExec)
            {
                return;
            }

            // A stop with an event is ptrace's own; any other is a signal to be delivered to the child.
            int signal = status.Event == 0 ? status.StopSignal : 0;
            _ = ProcessCalls.Ptrace(ProcessCalls.PtraceContinue, ProcessId, 0, signal);
        }
    }

    private void Reap()
    {
        WaitStatus status;
        do
        {
            status = Wait(0);
        }

        while (status.IsStopped);

        _exited.TrySetResult(status.ExitCode);
    }

    private WaitStatus Wait(int options)
    {
        while (true)
        {
            int result = ProcessCalls.WaitPid(ProcessId, out int status, options);
            if (result == ProcessId)
            {
                WaitStatus wait = new(status);
                if (!wait.IsStopped)
                {
                    lock (_signalLock)
                    {
                        _isReaped = true;
                    }
                }

                return wait;
            }

            Errno error = (Errno)Marshal.GetLastPInvokeError();
            if (error == Errno.EINTR)
            {
                continue;
            }

            lock (_signalLock)
            {
                _isReaped = true;
            }

            // ECHILD: somebody else reaped the child; its exit code is lost.
            return new WaitStatus(0);
        }
    }

    private BpfException Ended(WaitStatus status)
        => status.ExitCode is 126 or CommandNotFoundException.ShellExitCode
            ? new CommandNotFoundException(_command, "The shell could not execute it; see its message on standard error.")
            : new BpfException("start command", _command, advice: $"The process exited before its first instruction, with exit code {status.ExitCode}.");
}
