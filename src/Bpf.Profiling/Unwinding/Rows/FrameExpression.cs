using Bpf.Objects.Elf;
using Bpf.Profiling.Unwinding.State;

namespace Bpf.Profiling.Unwinding.Rows;

/// <summary>Evaluates the DWARF expressions of frame descriptions. The number of operations and the depth of the stack are limited.</summary>
internal static class FrameExpression
{
    private const int MostOperations = 1024;
    private const int DeepestStack = 64;
    private const byte FirstLiteral = 0x30; // DW_OP_lit0 to DW_OP_lit31
    private const byte FirstRegister = 0x70; // DW_OP_breg0 to DW_OP_breg31

    /// <summary>Evaluates an expression.</summary>
    /// <param name="expression">The operations.</param>
    /// <param name="first">What the stack has at the start.</param>
    /// <param name="registers">The registers.</param>
    /// <param name="memory">The stack of the thread.</param>
    /// <param name="result">The top of the stack at the end.</param>
    public static StepOutcome Evaluate(ReadOnlySpan<byte> expression, ulong? first, in RegisterSet registers, in StackMemory memory, out ulong result)
    {
        Span<ulong> stack = stackalloc ulong[DeepestStack];
        Evaluation evaluation = new(expression, stack);
        if (first is { } start)
        {
            evaluation.Push(start);
        }

        StepOutcome outcome = StepOutcome.Done;
        for (int i = 0; outcome == StepOutcome.Done && !evaluation.IsAtEnd; i++)
        {
            outcome = i < MostOperations ? Operate(ref evaluation, registers, memory) : StepOutcome.BadExpression;
        }

        result = evaluation.Pop();
        return outcome == StepOutcome.Done && evaluation.IsDamaged ? StepOutcome.BadExpression : outcome;
    }

    /// <summary>Returns the outcome of a step that ends with a read.</summary>
    public static StepOutcome Outcome(MemoryAccess access) => access switch
    {
        MemoryAccess.Done => StepOutcome.Done,
        MemoryAccess.BeyondCopy => StepOutcome.BeyondCopy,
        _ => StepOutcome.Unreadable,
    };

    private static StepOutcome Operate(ref Evaluation evaluation, in RegisterSet registers, in StackMemory memory)
    {
        byte operation = evaluation.Reader.Byte();
        switch (operation)
        {
            case >= FirstRegister and < FirstRegister + 32:
                return Register(ref evaluation, (ulong)(operation - FirstRegister), registers);
            case 0x92: // DW_OP_bregx
                return Register(ref evaluation, evaluation.Reader.Number(), registers);
            case >= FirstLiteral and < FirstLiteral + 32:
                evaluation.Push((ulong)(operation - FirstLiteral));
                break;
            case 0x06: // DW_OP_deref
                return Read(ref evaluation, sizeof(ulong), memory);
            case 0x94: // DW_OP_deref_size
                return Read(ref evaluation, evaluation.Reader.Byte(), memory);
            case >= 0x08 and <= 0x11:
                evaluation.Push(Constant(ref evaluation.Reader, operation));
                break;
            case >= 0x12 and <= 0x17:
                evaluation.Arrange(operation);
                break;
            case 0x19 or 0x1F or 0x20 or 0x23:
                evaluation.Push(Unary(operation, evaluation.Pop(), ref evaluation.Reader));
                break;
            case (>= 0x1A and <= 0x1E) or 0x21 or 0x22 or (>= 0x24 and <= 0x27) or (>= 0x29 and <= 0x2E):
                ulong right = evaluation.Pop();
                if (Binary(operation, evaluation.Pop(), right) is not { } value)
                {
                    return StepOutcome.BadExpression;
                }

                evaluation.Push(value);
                break;
            case 0x28 or 0x2F: // DW_OP_bra, DW_OP_skip
                short distance = (short)evaluation.Reader.UInt16();
                if (operation == 0x2F || evaluation.Pop() != 0)
                {
                    evaluation.Jump(distance);
                }

                break;
            case 0x96: // DW_OP_nop
                break;
            default:
                return StepOutcome.BadExpression;
        }

        return evaluation.IsDamaged ? StepOutcome.BadExpression : StepOutcome.Done;
    }

    private static StepOutcome Register(ref Evaluation evaluation, ulong register, in RegisterSet registers)
    {
        long offset = evaluation.Reader.SignedNumber();
        if (!registers.TryGet(register, out ulong value))
        {
            return StepOutcome.UnknownRegister;
        }

        evaluation.Push(value + (ulong)offset);
        return StepOutcome.Done;
    }

    private static StepOutcome Read(ref Evaluation evaluation, int size, in StackMemory memory)
    {
        if (size is < 1 or > sizeof(ulong))
        {
            return StepOutcome.BadExpression;
        }

        StepOutcome outcome = Outcome(memory.Read(evaluation.Pop(), out ulong value));
        evaluation.Push(size == sizeof(ulong) ? value : value & ((1UL << (8 * size)) - 1));
        return outcome;
    }

    // DW_OP_const1u to DW_OP_consts
    private static ulong Constant(ref UnwindReader reader, byte operation) => operation switch
    {
        0x08 => reader.Byte(),
        0x09 => (ulong)(sbyte)reader.Byte(),
        0x0A => reader.UInt16(),
        0x0B => (ulong)(short)reader.UInt16(),
        0x0C => reader.UInt32(),
        0x0D => (ulong)(int)reader.UInt32(),
        0x0E or 0x0F => reader.UInt64(),
        0x10 => reader.Number(),
        _ => (ulong)reader.SignedNumber(),
    };

    private static ulong Unary(byte operation, ulong value, ref UnwindReader reader) => operation switch
    {
        0x19 => (long)value < 0 ? 0 - value : value, // DW_OP_abs
        0x1F => 0 - value, // DW_OP_neg
        0x20 => ~value, // DW_OP_not
        _ => value + reader.Number(), // DW_OP_plus_uconst
    };

    private static ulong? Binary(byte operation, ulong left, ulong right) => operation switch
    {
        0x1A => left & right,
        0x1B => right == 0 ? null : right == ulong.MaxValue ? 0 - left : (ulong)((long)left / (long)right), // DW_OP_div; the lowest number has no opposite
        0x1C => left - right,
        0x1D => right == 0 ? null : left % right,
        0x1E => left * right,
        0x21 => left | right,
        0x22 => left + right,
        0x24 => right < 64 ? left << (int)right : 0,
        0x25 => right < 64 ? left >> (int)right : 0,
        0x26 => (ulong)((long)left >> (int)Math.Min(right, 63)),
        0x27 => left ^ right,
        0x29 => left == right ? 1UL : 0,
        0x2A => (long)left >= (long)right ? 1UL : 0,
        0x2B => (long)left > (long)right ? 1UL : 0,
        0x2C => (long)left <= (long)right ? 1UL : 0,
        0x2D => (long)left < (long)right ? 1UL : 0,
        _ => left != right ? 1UL : 0, // DW_OP_ne
    };

    private ref struct Evaluation(ReadOnlySpan<byte> expression, Span<ulong> stack)
    {
        private readonly ReadOnlySpan<byte> _expression = expression;
        private readonly Span<ulong> _stack = stack;
        private int _depth;
        private bool _isDamaged;

        public UnwindReader Reader = new(expression, 0);

        public readonly bool IsAtEnd => Reader.Rest.IsEmpty;

        public readonly bool IsDamaged => _isDamaged || Reader.IsCutOff;

        public void Push(ulong value)
        {
            if (_depth == _stack.Length)
            {
                _isDamaged = true;
                return;
            }

            _stack[_depth++] = value;
        }

        public ulong Pop()
        {
            _isDamaged |= _depth == 0;
            return _depth == 0 ? 0 : _stack[--_depth];
        }

        public void Jump(int distance)
        {
            int target = Reader.Position + distance;
            if (target < 0 || target > _expression.Length)
            {
                _isDamaged = true;
                return;
            }

            Reader = new(_expression[target..], 0, target);
        }

        // DW_OP_dup, drop, over, pick, swap and rot
        public void Arrange(byte operation)
        {
            ulong top = 0;
            switch (operation)
            {
                case 0x13:
                    Pop();
                    return;
                case 0x12 or 0x14 or 0x15:
                    int index = operation == 0x15 ? Reader.Byte() : operation == 0x14 ? 1 : 0;
                    _isDamaged |= index >= _depth;
                    Push(index < _depth ? _stack[_depth - 1 - index] : 0);
                    return;
                case 0x16:
                    top = Pop();
                    ulong below = Pop();
                    Push(top);
                    Push(below);
                    return;
                default:
                    top = Pop();
                    ulong second = Pop();
                    ulong third = Pop();
                    Push(top);
                    Push(third);
                    Push(second);
                    return;
            }
        }
    }
}
