using System.Runtime.InteropServices;
using Bpf.Profiling.Unwinding.State;
using Bpf.Testing;

namespace Bpf.Profiling.Tests.Support;

/// <summary>A thread of another process that runs instruction by instruction (ptrace), x86-64. All calls must come from one thread.</summary>
internal sealed unsafe partial class SteppedThread : IDisposable
{
    private const int Seize = 0x4206;
    private const int Interrupt = 0x4207;
    private const int SingleStep = 9;
    private const int GetRegisters = 12;
    private const int Detach = 17;
    private const int GetSignal = 0x4202;
    private const int LongestStep = 10_000; // milliseconds
    private const int Trap = 5; // SIGTRAP
    private const int Words = 27; // user_regs_struct
    private const int RedZone = 128;

    // Positions in user_regs_struct of the registers that DWARF numbers 0 to 16.
    private static ReadOnlySpan<byte> Positions => [10, 12, 11, 5, 13, 14, 4, 19, 9, 8, 7, 6, 3, 2, 1, 0, 16];

    private readonly int _threadId;
    private readonly ulong[] _words = new ulong[Words];
    private int _signal;

    /// <summary>Stops a thread.</summary>
    public SteppedThread(int threadId)
    {
        KernelRequirement.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "this test reads x86-64 registers");
        KernelRequirement.Need(Trace(Seize, threadId, 0, 0) == 0, "this test needs ptrace access to its own child");
        _threadId = threadId;
        Trace(Interrupt, threadId, 0, 0);
        Wait();
    }

    public ulong ProgramCounter => _words[16];

    public ulong StackPointer => _words[19];

    /// <summary>True if the last step was into the handler of a signal.</summary>
    public bool HasEnteredHandler { get; private set; }

    /// <summary>The registers by DWARF numbers.</summary>
    public RegisterSet Registers
    {
        get
        {
            RegisterSet registers = default;
            for (int i = 0; i < Positions.Length; i++)
            {
                registers.Set(i, _words[Positions[i]]);
            }

            return registers;
        }
    }

    /// <summary>Runs one instruction, or enters the handler of a signal.</summary>
    public void Step()
    {
        (int signal, ulong stack) = (_signal, StackPointer);
        _signal = 0;
        if (Trace(SingleStep, _threadId, 0, signal) != 0)
        {
            throw new InvalidOperationException($"PTRACE_SINGLESTEP failed: {Marshal.GetLastPInvokeError()}");
        }

        Wait();

        // The kernel may report another stop before it runs the handler; the frame of a signal is larger than the red zone that it leaves free.
        HasEnteredHandler = signal != 0 && StackPointer < stack - RedZone;
    }

    /// <inheritdoc/>
    public void Dispose() => Trace(Detach, _threadId, 0, 0);

    // Requests succeed as soon as the thread has stopped.
    private void Wait()
    {
        Span<int> information = stackalloc int[128 / sizeof(int)]; // siginfo_t
        fixed (int* pointer = information)
        {
            long start = Environment.TickCount64;
            for (SpinWait wait = default; Trace(GetSignal, _threadId, 0, (nint)pointer) != 0; wait.SpinOnce(sleep1Threshold: -1))
            {
                if (Environment.TickCount64 - start > LongestStep)
                {
                    throw new InvalidOperationException("The thread does not stop; it may have ended.");
                }
            }

            _signal = *pointer == Trap ? 0 : *pointer;
        }

        fixed (ulong* words = _words)
        {
            if (Trace(GetRegisters, _threadId, 0, (nint)words) != 0)
            {
                throw new InvalidOperationException("PTRACE_GETREGS failed.");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    private static partial nint Trace(nint request, nint pid, nint address, nint data);
}
