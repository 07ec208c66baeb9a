using Bpf.Profiling.Unwinding.Rows;
using Bpf.Profiling.Unwinding.State;

namespace Bpf.Profiling.Unwinding;

/// <summary>
/// Finds the callers of where a thread is, by what compilers and runtimes say about their code. Allocates nothing once the rows of the code are known. Not
/// safe for concurrent use.
/// </summary>
/// <param name="architecture">The instruction set.</param>
/// <param name="rows">The code of the process.</param>
internal sealed class Unwinder(FrameArchitecture architecture, IFrameRows rows)
{
    private const int MostSignalFrames = 16;
    private const int MostPushed = 3;
    private readonly FrameRow[] _entered = [.. Enumerable.Range(0, MostPushed + 1).Select(pushed => FrameRow.Entered(architecture, pushed))];
    private readonly FrameRow _framePointer = FrameRow.FramePointer(architecture);

    /// <summary>Unwinds a stack.</summary>
    /// <param name="registers">The registers of the thread: program counter, stack pointer, and whatever else is known.</param>
    /// <param name="memory">Its stack.</param>
    /// <param name="frames">
    /// Receives an address in an instruction of each function, from the innermost on: the next instruction of the first, and of one that a signal
    /// interrupted; the last byte of the call in the others.
    /// </param>
    public UnwoundStack Unwind(in RegisterSet registers, in StackMemory memory, Span<ulong> frames)
    {
        RegisterSet current = registers;
        bool isExact = true;
        int signals = 0;
        for (int count = 0; ; count++)
        {
            _ = current.TryGet((ulong)architecture.ProgramCounter, out ulong next);
            _ = current.TryGet((ulong)architecture.StackPointer, out ulong stack);
            ulong address = isExact ? next : next - 1;
            RowSearch search = rows.Find(address, isExact, out FrameRow? row);
            if (search == RowSearch.NotCode)
            {
                return new(count, UnwindEnd.NotCode);
            }

            if (count == frames.Length)
            {
                return new(count, UnwindEnd.TooDeep);
            }

            frames[count] = address;
            row ??= Guess(search == RowSearch.Stub, current, memory, isExact);
            StepOutcome outcome = row.Step(architecture, ref current, memory);
            if (outcome != StepOutcome.Done)
            {
                return new(count + 1, EndOf(outcome));
            }

            // The stack of a signal handler may be anywhere. On aarch64, a function that calls none may have no frame.
            _ = current.TryGet((ulong)architecture.StackPointer, out ulong callers);
            bool isRising = callers > stack || (callers == stack && isExact) || (row.IsSignalFrame && signals++ < MostSignalFrames);
            if (!isRising)
            {
                return new(count + 1, UnwindEnd.NotRising);
            }

            isExact = row.IsSignalFrame;
        }
    }

    // Of code that nothing describes, either it has just been called, or it keeps a frame pointer.
    private FrameRow Guess(bool isStub, in RegisterSet registers, in StackMemory memory, bool isExact)
    {
        if (!isExact || !registers.TryGet((ulong)architecture.StackPointer, out ulong stack))
        {
            return _framePointer;
        }

        if (architecture.LinkRegister is not null)
        {
            return isStub ? _entered[0] : _framePointer;
        }

        for (int pushed = 0; pushed <= (isStub ? MostPushed : 0); pushed++)
        {
            if (memory.Read(stack + (sizeof(ulong) * (ulong)pushed), out ulong word) == MemoryAccess.Done && rows.IsReturnAddress(word))
            {
                return _entered[pushed];
            }
        }

        return _framePointer;
    }

    private static UnwindEnd EndOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Outermost => UnwindEnd.ThreadStart,
        StepOutcome.BeyondCopy => UnwindEnd.Truncated,
        StepOutcome.UnknownRegister => UnwindEnd.UnknownRegister,
        StepOutcome.BadExpression => UnwindEnd.BadDescription,
        _ => UnwindEnd.UnreadableMemory,
    };
}
