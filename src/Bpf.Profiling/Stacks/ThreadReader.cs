using System.Globalization;
using Bpf.Profiling.Unwinding;
using Bpf.Profiling.Unwinding.State;
using Bpf.Runtime;
using Bpf.Symbols;
using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.Runtime;
using Bpf.Symbols.Memory;
using Bpf.Symbols.Processes;

namespace Bpf.Profiling.Stacks;

/// <summary>Reads the stacks of the threads of a process that wait.</summary>
internal sealed class ThreadReader : IDisposable
{
    private const string Operation = "read the stacks of process";
    private const string Yama = "/proc/sys/kernel/yama/ptrace_scope";
    private const int MostFrames = 1024;
    private const int Attempts = 4;
    private readonly TargetProcess _process;
    private readonly ProcessMemory _memory;
    private readonly FrameArchitecture _architecture;
    private readonly ProcessFrames _frames;
    private readonly Unwinder _unwinder;
    private readonly byte[] _copy = new byte[256 << 10];
    private readonly ulong[] _addresses = new ulong[MostFrames];

    private ThreadReader(TargetProcess process, ProcessMemory memory, FrameArchitecture architecture)
    {
        (_process, _memory, _architecture) = (process, memory, architecture);
        _frames = new(process);
        try
        {
            _frames.Managed = new(architecture, memory, DotNetRuntime.Open(process.Id, memory, process.Maps).Code);
        }
        catch (RuntimeRefusedException)
        {
            // It does not run .NET, or a version whose code is not described: frame pointers have to do.
        }

        _unwinder = new(architecture, _frames);
    }

    /// <summary>Opens a process.</summary>
    /// <exception cref="BpfException">The process does not exist (ESRCH), or may not be read (EACCES).</exception>
    public static ThreadReader Open(int processId)
    {
        FrameArchitecture architecture = FrameArchitecture.Current
            ?? throw new BpfUnsupportedException(Operation, $"{processId}", "Stacks can be unwound on x86-64 and aarch64.");
        TargetProcess process = TargetProcess.Open(processId);
        if (process.Memory is not { } memory)
        {
            process.Dispose();
            throw Denied(processId);
        }

        return new(process, memory, architecture);
    }

    /// <summary>Reads the stack of a thread; <see langword="null"/> if it has ended.</summary>
    public ThreadStack? Read(int threadId, ProcessSymbols symbols)
    {
        string directory = $"/proc/{_process.Id}/task/{threadId}";
        string? name = TryRead($"{directory}/comm");
        for (int i = 0; i < Attempts; i++)
        {
            if (TryRead($"{directory}/syscall") is not { } text)
            {
                return null;
            }

            if (WaitingPlace.Parse(text) is not { } place)
            {
                return new(threadId, name?.TrimEnd() ?? "", [], StackEnd.Running);
            }

            ulong start = place.StackPointer - (ulong)_architecture.RedZone;
            int length = _memory.Read(start, _copy);
            if (TryRead($"{directory}/syscall") == text)
            {
                return Unwind(threadId, name?.TrimEnd() ?? "", place, new StackMemory(start, _copy.AsSpan(0, length)), symbols);
            }
        }

        // It does not wait long enough.
        return new(threadId, name?.TrimEnd() ?? "", [], StackEnd.Running);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _frames.Dispose();
        _process.Dispose();
    }

    private ThreadStack Unwind(int threadId, string name, WaitingPlace place, StackMemory memory, ProcessSymbols symbols)
    {
        RegisterSet registers = default;
        registers.Set(_architecture.StackPointer, place.StackPointer);
        registers.Set(_architecture.ProgramCounter, place.ProgramCounter);
        UnwoundStack stack = _unwinder.Unwind(registers, memory, _addresses);
        CodeFrame[] frames = new CodeFrame[stack.Count];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = symbols.Resolve(_addresses[i]);
        }

        return new(threadId, name, frames, stack.End switch
        {
            UnwindEnd.ThreadStart => StackEnd.ThreadStart,
            UnwindEnd.Truncated or UnwindEnd.TooDeep => StackEnd.Truncated,
            _ => StackEnd.Unknown,
        });
    }

    private string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw Denied(_process.Id);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static BpfException Denied(int processId)
    {
        string advice = "It takes ptrace access: run as the user of the process, or with CAP_SYS_PTRACE in its user namespace.";
        if (ReadScope() is { } scope and > 0)
        {
            advice += $" Yama restricts it further: {Yama} is {scope}, so that "
                + (scope == 1 ? "only the parent of a process has access without the capability." : "nobody has access without the capability.");
        }

        return new BpfException(Operation, $"{processId}", Errno.EACCES, advice);
    }

    private static int? ReadScope()
    {
        try
        {
            return int.TryParse(File.ReadAllText(Yama), CultureInfo.InvariantCulture, out int scope) ? scope : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
