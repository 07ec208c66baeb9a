using Bpf.Profiling.Unwinding.State;

namespace Bpf.Profiling.Unwinding.Rows;

/// <summary>
/// How to step from a function to its caller at one place in its code: a row of the table that frame descriptions encode. Immutable. Code of a runtime, stubs
/// and functions with frame pointers have rows too.
/// </summary>
internal sealed class FrameRow : IEquatable<FrameRow>
{
    private readonly RegisterRule[] _rules;
    private readonly int _hash;

    /// <summary>Creates a row.</summary>
    /// <param name="frame">Where the frame ends.</param>
    /// <param name="rules">The registers that the function has saved or lost, by ascending number.</param>
    /// <param name="returnRegister">The one whose value for the caller is the return address.</param>
    public FrameRow(FrameAddress frame, RegisterRule[] rules, int returnRegister)
    {
        (Frame, _rules, ReturnRegister) = (frame, rules, returnRegister);
        HashCode hash = default;
        hash.Add(frame);
        foreach (RegisterRule rule in rules)
        {
            hash.Add(rule);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>Where the frame ends.</summary>
    public FrameAddress Frame { get; }

    /// <summary>The registers that the function has saved or lost, by ascending number.</summary>
    public ReadOnlySpan<RegisterRule> Rules => _rules;

    /// <summary>The register or column of the return address.</summary>
    public int ReturnRegister { get; }

    /// <summary>True if the frame is the kernel's for a signal handler: its caller was interrupted, and did not call.</summary>
    public bool IsSignalFrame { get; init; }

    /// <summary>True if other registers than those of the rules are not known afterwards.</summary>
    public bool LosesOthers { get; init; }

    /// <summary>Returns the row of code that has only pushed a few words since it was called.</summary>
    /// <param name="architecture">The instruction set.</param>
    /// <param name="pushed">The number of words.</param>
    public static FrameRow Entered(FrameArchitecture architecture, int pushed) => architecture.LinkRegister is { } link
        ? new(new((ulong)architecture.StackPointer, 0), [], link)
        : new(new((ulong)architecture.StackPointer, sizeof(ulong) * (pushed + 1L)), [new((byte)architecture.ProgramCounter, RuleKind.AtOffset, -sizeof(ulong))],
            architecture.ProgramCounter);

    /// <summary>Returns the row of code that keeps a frame pointer, of which nothing else is known.</summary>
    public static FrameRow FramePointer(FrameArchitecture architecture)
    {
        int column = architecture.LinkRegister ?? architecture.ProgramCounter;
        int distance = architecture.FramePointerDistance;
        return new(new((ulong)architecture.FramePointer, distance),
            [new((byte)architecture.FramePointer, RuleKind.AtOffset, -distance), new((byte)column, RuleKind.AtOffset, sizeof(ulong) - distance)], column)
        {
            LosesOthers = true,
        };
    }

    /// <summary>Steps to the caller.</summary>
    /// <param name="architecture">The instruction set.</param>
    /// <param name="registers">The registers in the function; those in the caller if the outcome is <see cref="StepOutcome.Done"/>.</param>
    /// <param name="memory">The stack.</param>
    public StepOutcome Step(FrameArchitecture architecture, ref RegisterSet registers, in StackMemory memory)
    {
        ulong frame;
        if (Frame.Expression is { } expression)
        {
            StepOutcome outcome = FrameExpression.Evaluate(expression, null, registers, memory, out frame);
            if (outcome != StepOutcome.Done)
            {
                return outcome;
            }
        }
        else if (registers.TryGet(Frame.Register, out ulong start))
        {
            frame = start + (ulong)Frame.Offset;
        }
        else
        {
            return StepOutcome.UnknownRegister;
        }

        RegisterSet caller = LosesOthers ? default : registers;
        caller.Forget(architecture.ProgramCounter);
        caller.Set(architecture.StackPointer, frame);
        foreach (ref readonly RegisterRule rule in Rules)
        {
            StepOutcome outcome = Find(rule, frame, registers, memory, out ulong value);
            if (outcome == StepOutcome.Done)
            {
                caller.Set(rule.Register, value);
            }
            else if (rule.Register == ReturnRegister)
            {
                return outcome;
            }
            else if (!IsPopped(rule, frame, architecture, registers))
            {
                caller.Forget(rule.Register);
            }
        }

        if (!caller.TryGet((ulong)ReturnRegister, out ulong returnAddress))
        {
            return StepOutcome.UnknownRegister;
        }

        returnAddress &= architecture.AddressBits;
        caller.Set(architecture.ProgramCounter, returnAddress);
        registers = caller;
        return returnAddress == 0 ? StepOutcome.Outermost : StepOutcome.Done;
    }

    /// <inheritdoc/>
    public bool Equals(FrameRow? other) => other is not null && _hash == other._hash && Frame.Equals(other.Frame) && ReturnRegister == other.ReturnRegister
        && IsSignalFrame == other.IsSignalFrame && LosesOthers == other.LosesOthers && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FrameRow);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    // Epilogs are often described as if they had not popped anything yet. The slot is below the stack pointer then, where a copy may not reach.
    private static bool IsPopped(in RegisterRule rule, ulong frame, FrameArchitecture architecture, in RegisterSet registers)
        => rule.Kind == RuleKind.AtOffset && registers.TryGet((ulong)architecture.StackPointer, out ulong stack) && frame + (ulong)rule.Value < stack;

    private static StepOutcome Find(in RegisterRule rule, ulong frame, in RegisterSet registers, in StackMemory memory, out ulong value)
    {
        value = frame + (ulong)rule.Value;
        switch (rule.Kind)
        {
            case RuleKind.FrameOffset:
                return StepOutcome.Done;
            case RuleKind.AtOffset:
                return FrameExpression.Outcome(memory.Read(value, out value));
            case RuleKind.Register:
                return registers.TryGet((ulong)rule.Value, out value) ? StepOutcome.Done : StepOutcome.UnknownRegister;
            case RuleKind.Undefined:
                return StepOutcome.Outermost;
            default:
                StepOutcome outcome = FrameExpression.Evaluate(rule.Expression, frame, registers, memory, out value);
                return outcome == StepOutcome.Done && rule.Kind == RuleKind.AtExpression ? FrameExpression.Outcome(memory.Read(value, out value)) : outcome;
        }
    }
}
