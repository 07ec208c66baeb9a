using System.Numerics;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Loops that end because a value reaches 0: each iteration clears a bit, shifts it right, or divides it.</summary>
internal sealed class ShrinkingValues(ValueRanges ranges)
{
    private const int MaximumDepth = 6;

    // Euclid's algorithm takes longest for consecutive Fibonacci numbers; this many fit in 32 and in 64 bits.
    private const ulong EuclidIterations32 = 48;
    private const ulong EuclidIterations64 = 94;

    /// <summary>Returns an upper bound for the number of iterations after which the value at the start of an iteration is 0; null when unknown.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="value">A phi of the header.</param>
    public ulong? MaximumIterations(NaturalLoop loop, LLVMValueRef value)
    {
        List<LLVMValueRef> next = [];
        IntegerRange? start = null;
        ulong bits = 0;
        for (uint i = 0; i < value.OperandCount; i++)
        {
            LLVMBasicBlockRef from = value.GetIncomingBlock(i);
            LLVMValueRef incoming = value.GetOperand(i);
            if (loop.Blocks.Contains(from))
            {
                next.Add(incoming);
            }
            else if (ranges.Of(incoming, from) is { } range)
            {
                start = start?.Union(range) ?? range;
                bits |= KnownBits.Of(incoming).Bits;
            }
        }

        ulong most = Math.Min(start?.UnsignedMaximum ?? 0, bits), length = (ulong)(64 - BitOperations.LeadingZeroCount(most));
        ulong places = (ulong)BitOperations.PopCount(bits & (ulong.MaxValue >> BitOperations.LeadingZeroCount(most | 1)));
        Step? slowest = null;
        foreach (LLVMValueRef each in next)
        {
            if (StepOf(each, value, loop, 0) is not { } step)
            {
                return null;
            }

            slowest = slowest is { } known ? Slower(known, step) : step;
        }

        return slowest switch
        {
            { Kind: StepKind.ClearsBit } => places,
            // For 0, the first iteration yields 1.
            { Kind: StepKind.TogglesBit } => places + 2,
            { Kind: StepKind.Shifts, By: var by } => (length + by - 1) / by,
            { Kind: StepKind.Divides, By: var by } => IterationsOfDivision(most, by),
            { Kind: StepKind.Euclid } => value.TypeOf.IntWidth <= 32 || most <= uint.MaxValue ? EuclidIterations32 : EuclidIterations64,
            _ => null,
        };
    }

    /// <summary>Returns true when a condition is decided once the value, or its update in this iteration, is 0.</summary>
    public static bool Decides(LLVMValueRef condition, LLVMValueRef value, NaturalLoop loop, bool result)
    {
        ulong wanted = result ? 1UL : 0;
        if (Evaluate(condition, new Dictionary<LLVMValueRef, ulong> { [value] = 0 }, 0) == wanted)
        {
            return true;
        }

        // The values passed on by the latches.
        Dictionary<LLVMValueRef, ulong> zero = [];
        for (uint i = 0; i < value.OperandCount; i++)
        {
            if (loop.Blocks.Contains(value.GetIncomingBlock(i)) && value.GetOperand(i) is { IsInstruction: true } next)
            {
                zero[next] = 0;
            }
        }

        return zero.Count == 1 && Evaluate(condition, zero, 0) == wanted;
    }

    private static LLVMValueRef Thawed(LLVMValueRef value)
    {
        while (value is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMFreeze })
        {
            value = value.GetOperand(0);
        }

        return value;
    }

    private static ulong IterationsOfDivision(ulong most, ulong by)
    {
        ulong iterations = 0;
        for (; most > 0; most /= by)
        {
            iterations++;
        }

        return iterations;
    }

    private static Step? Slower(Step one, Step other)
        => one.Kind != other.Kind ? null : one with { By = Math.Min(one.By, other.By) };

    // How a value relates to the one at the start of the iteration.
    private Step? StepOf(LLVMValueRef next, LLVMValueRef value, NaturalLoop loop, int depth)
    {
        if (!next.IsInstruction || depth > MaximumDepth)
        {
            return null;
        }

        LLVMValueRef first = next.OperandCount > 0 ? Thawed(next.GetOperand(0)) : default;
        switch (next.InstructionOpcode)
        {
            case LLVMOpcode.LLVMPHI when next != value && loop.Blocks.Contains(next.InstructionParent) && next.InstructionParent != loop.Header:
                Step? slowest = null;
                for (uint i = 0; i < next.OperandCount; i++)
                {
                    if (StepOf(next.GetOperand(i), value, loop, depth + 1) is not { } step || (slowest is { } known && Slower(known, step) is null))
                    {
                        return null;
                    }

                    slowest = slowest is { } before ? Slower(before, step) : step;
                }

                return slowest;
            case LLVMOpcode.LLVMAnd when IsLess(next.GetOperand(1), first, value) || IsLess(first, next.GetOperand(1), value):
                return new Step(StepKind.ClearsBit, 1);
            case LLVMOpcode.LLVMXor
                when (IsBitOf(next.GetOperand(1), value) && first == value) || (IsBitOf(first, value) && Thawed(next.GetOperand(1)) == value):
                return new Step(StepKind.TogglesBit, 1);
            // The verifier follows shifts by constants.
            case LLVMOpcode.LLVMLShr when first == value && !next.GetOperand(1).IsConstantInt
                && ranges.Of(next.GetOperand(1), next.InstructionParent) is { UnsignedMinimum: > 0 and var by } count
                && count.UnsignedMaximum < value.TypeOf.IntWidth:
                return new Step(StepKind.Shifts, by);
            case LLVMOpcode.LLVMUDiv when first == value && next.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: > 1 and var by }:
                return new Step(StepKind.Divides, by);
            case LLVMOpcode.LLVMSDiv when first == value && next.GetOperand(1) is { IsConstantInt: true, ConstIntSExt: > 1 and var by }:
                return new Step(StepKind.Divides, (ulong)by);
            case LLVMOpcode.LLVMSelect when SignedDivisor(next, value) is { } by:
                return new Step(StepKind.Divides, by);
            case LLVMOpcode.LLVMCall or LLVMOpcode.LLVMURem when IsEuclid(next, value, loop):
                return new Step(StepKind.Euclid, 1);
            default:
                return null;
        }
    }

    // x & (x - 1), or x & ~(1 << (number of trailing zeros of x))
    private static bool IsLess(LLVMValueRef mask, LLVMValueRef masked, LLVMValueRef value)
        => Thawed(masked) == value && mask.IsInstruction && mask.InstructionOpcode switch
        {
            LLVMOpcode.LLVMAdd => Thawed(mask.GetOperand(0)) == value && mask.GetOperand(1) is { IsConstantInt: true, ConstIntSExt: -1 },
            LLVMOpcode.LLVMXor => mask.GetOperand(1) is { IsConstantInt: true, ConstIntSExt: -1 } && IsBitOf(mask.GetOperand(0), value),
            // -2 rotated left
            LLVMOpcode.LLVMCall => KnownBits.IntrinsicOf(mask) == "fshl" && mask.GetOperand(0) is { IsConstantInt: true, ConstIntSExt: -2 }
                && mask.GetOperand(1) == mask.GetOperand(0) && IsPlaceOf(mask.GetOperand(2), value),
            _ => false,
        };

    // 1 << the position of a set bit of the value, if there is one
    private static bool IsBitOf(LLVMValueRef bit, LLVMValueRef value)
        => bit is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMShl } && bit.GetOperand(0) is { IsConstantInt: true, ConstIntZExt: 1 }
            && IsPlaceOf(bit.GetOperand(1), value);

    private static bool IsPlaceOf(LLVMValueRef place, LLVMValueRef value)
    {
        while (place.IsInstruction)
        {
            switch (place.InstructionOpcode)
            {
                case LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMTrunc:
                case LLVMOpcode.LLVMAnd when place.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var mask } && mask == value.TypeOf.IntWidth - 1:
                    place = place.GetOperand(0);
                    continue;
                case LLVMOpcode.LLVMCall:
                    return KnownBits.IntrinsicOf(place) is "cttz" && Thawed(place.GetOperand(0)) == value;
                // The highest set bit, from the width minus the leading zeros.
                case LLVMOpcode.LLVMAdd when place.GetOperand(1) is { IsConstantInt: true, ConstIntSExt: -1 }
                    && place.GetOperand(0) is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMCall } counted
                    && KnownBits.IntrinsicOf(counted) is "ctpop":
                    LLVMValueRef smeared = counted.GetOperand(0);
                    return IsSmeared(smeared, value)
                        || (smeared is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMOr }
                        && smeared.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: 1 }
                            && IsSmeared(smeared.GetOperand(0), value));
                // The leading zeros are the distance of the highest set bit from the top.
                case LLVMOpcode.LLVMXor or LLVMOpcode.LLVMSub:
                    LLVMValueRef count = place.GetOperand(place.InstructionOpcode == LLVMOpcode.LLVMXor ? 0u : 1),
                        top = place.GetOperand(place.InstructionOpcode == LLVMOpcode.LLVMXor ? 1u : 0);
                    return top is { IsConstantInt: true, ConstIntZExt: var highest } && highest == value.TypeOf.IntWidth - 1
                        && count is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMCall } && KnownBits.IntrinsicOf(count) is "ctlz"
                        && Thawed(count.GetOperand(0)) == value;
                default:
                    return false;
            }
        }

        return false;
    }

    // x | x >> 1, then that | that >> 2, and so on: the highest set bit and everything below it
    private static bool IsSmeared(LLVMValueRef smeared, LLVMValueRef value)
    {
        for (ulong by = value.TypeOf.IntWidth / 2; by > 0; by /= 2)
        {
            if (smeared is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMOr })
            {
                return false;
            }

            LLVMValueRef one = smeared.GetOperand(0), other = smeared.GetOperand(1);
            (LLVMValueRef shifted, LLVMValueRef whole) = one is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMLShr } && one.GetOperand(0) == other
                ? (one, other) : (other, one);
            if (shifted is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMLShr } || shifted.GetOperand(0) != whole
                || shifted.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: var count } || count != by)
            {
                return false;
            }

            smeared = whole;
        }

        return Thawed(smeared) == value;
    }

    // The quotient of the magnitudes, with the sign of the dividend: which is how a division by a constant is compiled before v4.
    private static ulong? SignedDivisor(LLVMValueRef next, LLVMValueRef value)
    {
        if (next.GetOperand(0) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMICmp, ICmpPredicate: LLVMIntPredicate.LLVMIntSLT } isNegative
            || Thawed(isNegative.GetOperand(0)) != value || isNegative.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: 0 }
            || next.GetOperand(1) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMSub } negated
            || negated.GetOperand(0) is not { IsConstantInt: true, ConstIntZExt: 0 } || negated.GetOperand(1) != next.GetOperand(2)
            || next.GetOperand(2) is not { IsInstruction: true, OperandCount: 2 } quotient
            || Thawed(quotient.GetOperand(0)) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMCall } magnitude
            || KnownBits.IntrinsicOf(magnitude) != "abs" || Thawed(magnitude.GetOperand(0)) != value)
        {
            return null;
        }

        return (quotient.InstructionOpcode, quotient.GetOperand(1)) switch
        {
            (LLVMOpcode.LLVMUDiv, { IsConstantInt: true, ConstIntZExt: > 1 and var by }) => by,
            (LLVMOpcode.LLVMLShr, { IsConstantInt: true, ConstIntZExt: > 0 and < 63 and var by }) => 1UL << (int)by,
            _ => null,
        };
    }

    // (a, b) becomes (b, a % b).
    private static bool IsEuclid(LLVMValueRef next, LLVMValueRef value, NaturalLoop loop)
    {
        if ((next.InstructionOpcode != LLVMOpcode.LLVMURem && UnsignedDivision.OpcodeOf(next) != LLVMOpcode.LLVMURem) || Thawed(next.GetOperand(1)) != value
            || Thawed(next.GetOperand(0)) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMPHI } dividend
            || dividend.InstructionParent != loop.Header)
        {
            return false;
        }

        for (uint i = 0; i < dividend.OperandCount; i++)
        {
            if (loop.Blocks.Contains(dividend.GetIncomingBlock(i)) && dividend.GetOperand(i) != value)
            {
                return false;
            }
        }

        return true;
    }

    // Evaluates an expression given the values that are known; returns null when they are not enough.
    private static ulong? Evaluate(LLVMValueRef expression, Dictionary<LLVMValueRef, ulong> known, int depth)
    {
        if (expression.IsConstantInt)
        {
            return expression.ConstIntZExt;
        }

        if (known.TryGetValue(expression, out ulong found))
        {
            return found;
        }

        if (!expression.IsInstruction || depth > MaximumDepth
            || expression.TypeOf is not { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: <= 64 and var width })
        {
            return null;
        }

        ulong all = IntegerRange.Full(width).All;
        ulong? Operand(uint index) => Evaluate(expression.GetOperand(index), known, depth + 1);
        switch (expression.InstructionOpcode)
        {
            case LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMFreeze:
                return Operand(0);
            case LLVMOpcode.LLVMTrunc:
                return Operand(0) & all;
            case LLVMOpcode.LLVMAnd:
                return Operand(0) is { } one && Operand(1) is { } other ? one & other : Operand(0) == 0 || Operand(1) == 0 ? 0 : null;
            case LLVMOpcode.LLVMOr:
                return Operand(0) is { } left && Operand(1) is { } right ? left | right : Operand(0) == all || Operand(1) == all ? all : null;
            case LLVMOpcode.LLVMXor:
                return Operand(0) ^ Operand(1);
            case LLVMOpcode.LLVMAdd:
                return (Operand(0) + Operand(1)) & all;
            case LLVMOpcode.LLVMLShr when Operand(1) is { } count && count < width:
                return Operand(0) >> (int)count;
            case LLVMOpcode.LLVMUDiv when Operand(1) is > 0 and var divisor:
                return Operand(0) / divisor;
            case LLVMOpcode.LLVMSelect when Operand(0) is { } choice:
                return Operand(choice != 0 ? 1u : 2);
            case LLVMOpcode.LLVMSelect:
                return Operand(1) is { } then && Operand(2) == then ? then : null;
            case LLVMOpcode.LLVMICmp
                when expression.ICmpPredicate is LLVMIntPredicate.LLVMIntEQ or LLVMIntPredicate.LLVMIntNE
                    && known.Any(item => item.Value == 0 && IsDistance(item.Key, expression)):
                return expression.ICmpPredicate == LLVMIntPredicate.LLVMIntEQ ? 1UL : 0;
            case LLVMOpcode.LLVMICmp when expression.GetOperand(0).TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: var compared }:
                return Operand(0) is { } x && Operand(1) is { } y
                    && IntegerComparison.RegionOf(expression.ICmpPredicate, IntegerRange.Single(compared, y)) is var region
                    ? region?.Contains(x) == true ? 1UL : 0
                    : null;
            case LLVMOpcode.LLVMCall when KnownBits.IntrinsicOf(expression) == "ctpop":
                return Operand(0) is { } counted ? (ulong)BitOperations.PopCount(counted) : null;
            default:
                return null;
        }
    }

    // Expressions that are 0 when two values are equal.
    private static bool IsDistance(LLVMValueRef distance, LLVMValueRef comparison)
        => distance is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMXor or LLVMOpcode.LLVMSub }
            && ((distance.GetOperand(0) == comparison.GetOperand(0) && distance.GetOperand(1) == comparison.GetOperand(1))
                || (distance.GetOperand(0) == comparison.GetOperand(1) && distance.GetOperand(1) == comparison.GetOperand(0)));

    private enum StepKind
    {
        ClearsBit,
        TogglesBit,
        Shifts,
        Divides,
        Euclid,
    }

    private readonly record struct Step(StepKind Kind, ulong By);
}
