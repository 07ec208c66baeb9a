using System.Numerics;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>States that the low bits of a value plus a constant are in a range; the width of the range says how many bits.</summary>
internal readonly record struct RangeFact(LLVMValueRef Root, ulong Addend, IntegerRange Range)
{
    /// <summary>Derives the facts about a value and its operands that follow when its low bits, as many as the range is wide, are in a range.</summary>
    /// <param name="value">The value.</param>
    /// <param name="known">The range.</param>
    /// <param name="rangeOf">Returns the range that an operand is already known to have.</param>
    public static IEnumerable<RangeFact> AllOf(LLVMValueRef value, IntegerRange? known, Func<LLVMValueRef, IntegerRange?> rangeOf)
    {
        while (known is { IsFull: false } range && !value.IsConstant)
        {
            (LLVMValueRef root, ulong addend) = RootOf(value, range.Width);
            yield return new RangeFact(root, addend, range);
            if (!root.IsInstruction)
            {
                yield break;
            }

            (LLVMValueRef operand, known) = OperandOf(root, range.Add(IntegerRange.Single(range.Width, 0 - addend)), rangeOf);
            if (operand.Handle != 0 && known is null)
            {
                // Impossible: reported as two facts that contradict each other.
                (root, _) = RootOf(operand, 1);
                yield return new RangeFact(root, 0, IntegerRange.Single(1, 0));
                yield return new RangeFact(root, 0, IntegerRange.Single(1, 1));
            }

            value = operand;
        }
    }

    /// <summary>
    /// Looks through truncation, extension, masks, copies and added constants to the value that provides the low bits, and what was added to it.
    /// </summary>
    public static (LLVMValueRef Root, ulong Addend) RootOf(LLVMValueRef value, uint bits)
    {
        ulong all = IntegerRange.Full(bits).All, addend = 0;
        while (value.IsInstruction)
        {
            switch (value.InstructionOpcode)
            {
                case LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMFreeze:
                case LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt when value.GetOperand(0).TypeOf.IntWidth >= bits:
                case LLVMOpcode.LLVMAnd when ConstantOf(value) is { } mask && (mask & all) == all:
                case LLVMOpcode.LLVMCall when ValueRanges.IsCopy(value, out _):
                    value = ValueRanges.IsCopy(value, out LLVMValueRef copied) ? copied : value.GetOperand(0);
                    break;
                case LLVMOpcode.LLVMAdd when ConstantOf(value) is { } constant:
                    addend += constant;
                    value = value.GetOperand(0);
                    break;
                default:
                    return (value, addend & all);
            }
        }

        return (value, addend & all);
    }

    // Inverts an operation: the operand when the low bits of the result are in a range; yields nothing where that does not follow. Null is an empty
    // range.
    private static (LLVMValueRef Operand, IntegerRange? Range) OperandOf(LLVMValueRef value, IntegerRange range, Func<LLVMValueRef, IntegerRange?> rangeOf)
    {
        (uint width, ulong all) = (range.Width, range.All);
        bool isWhole = width == value.TypeOf.IntWidth;
        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMZExt when isWhole && value.GetOperand(0) is var narrow:
                return (narrow, range.Intersect(IntegerRange.Full(narrow.TypeOf.IntWidth).ZeroExtend(width))?.Truncate(narrow.TypeOf.IntWidth));
            case LLVMOpcode.LLVMSExt when isWhole && value.GetOperand(0) is var narrow:
                return (narrow, range.Intersect(IntegerRange.Full(narrow.TypeOf.IntWidth).SignExtend(width))?.Truncate(narrow.TypeOf.IntWidth));
            case LLVMOpcode.LLVMXor when ConstantOf(value) is { } mask && (mask & all) == all:
                return (value.GetOperand(0), range.Xor(IntegerRange.Single(width, all)));
            // For numbers whose bits are all in the mask, this is the distance from the mask.
            case LLVMOpcode.LLVMXor when isWhole && ConstantOf(value) is { } mask && BitOperations.IsPow2(mask + 1) && range.UnsignedMaximum <= mask:
                return (value.GetOperand(0), IntegerRange.Single(width, mask).Sub(range));
            case LLVMOpcode.LLVMSub when value.GetOperand(0) is { IsConstantInt: true, ConstIntZExt: var from }:
                return (value.GetOperand(1), IntegerRange.Single(width, from).Sub(range));

            case LLVMOpcode.LLVMMul when isWhole && value.GetOperand(1) is { IsConstantInt: true, ConstIntSExt: > 1 and < int.MaxValue and var factor }
                && rangeOf(value.GetOperand(0)) is { } multiplied:
                return (value.GetOperand(0), Divided(range, multiplied, factor)) is var (operand, quotient) && quotient != range ? (operand, quotient)
                    : default;
            case LLVMOpcode.LLVMOr when isWhole && ConstantOf(value) is { } set:
                return (value.GetOperand(0), range.WithBits(all, set) is { } with ? IntegerRange.Between(width, 0, with.UnsignedMaximum) : null);

            // A constant shifted right: the larger the count, the smaller the result.
            case LLVMOpcode.LLVMLShr when isWhole && value.GetOperand(0) is { IsConstantInt: true, ConstIntZExt: > 0 and var shifted }:
                ulong[] counts = [.. Enumerable.Range(0, (int)width).Select(count => (ulong)count).Where(count => range.Contains(shifted >> (int)count))];
                return (value.GetOperand(1), counts.Length == 0 ? null : IntegerRange.Between(width, counts[0], counts[^1]));

            // The low bits, shifted to the top.
            case LLVMOpcode.LLVMShl when ConstantOf(value) is > 0 and var up && up < width:
                ulong skipped = (0 - range.Lowest) & ((1UL << (int)up) - 1);
                return (value.GetOperand(0), skipped > range.Extent ? null
                    : new IntegerRange(width - (uint)up, ((range.Lowest + skipped) & all) >> (int)up, (range.Extent - skipped) >> (int)up));
            case LLVMOpcode.LLVMLShr when isWhole && ConstantOf(value) is > 0 and var down && down < width:
                return (value.GetOperand(0), Unshifted(range.Intersect(IntegerRange.Between(width, 0, all >> (int)down)), (int)down));
            case LLVMOpcode.LLVMAShr when isWhole && ConstantOf(value) is > 0 and var down && down < width:
                return (value.GetOperand(0), Unshifted(range.Intersect(IntegerRange.Full(width).ArithmeticShiftRight((int)down)), (int)down));

            // A mask of the low bits, or of a contiguous run of bits above them.
            case LLVMOpcode.LLVMAnd when ConstantOf(value) is { } low && BitOperations.IsPow2(low + 1) && low < all && low != 0:
                return (value.GetOperand(0), range.Intersect(IntegerRange.Between(width, 0, low))?.Truncate((uint)BitOperations.Log2(low + 1)));
            case LLVMOpcode.LLVMAnd when isWhole && ConstantOf(value) is > 0 and var high && range.UnsignedMaximum <= high
                && BitOperations.TrailingZeroCount(high) is > 0 and var first && BitOperations.IsPow2((high >> first) + 1):
                return (value.GetOperand(0),
                    IntegerRange.Between((uint)BitOperations.Log2(high) + 1, range.UnsignedMinimum, range.UnsignedMaximum | ((1UL << first) - 1)));
            default:
                return default;
        }
    }

    // The factors whose product is in the range without overflow; the range itself where it may overflow.
    private static IntegerRange? Divided(IntegerRange range, IntegerRange multiplied, long factor)
    {
        Int128 least, most;
        if (multiplied.UnsignedMaximum <= multiplied.All / (ulong)factor)
        {
            (least, most) = (range.UnsignedMinimum, range.UnsignedMaximum);
        }
        else if ((Int128)multiplied.SignedMinimum * factor >= IntegerRange.Full(range.Width).SignedMinimum
            && (Int128)multiplied.SignedMaximum * factor <= IntegerRange.Full(range.Width).SignedMaximum)
        {
            (least, most) = (range.SignedMinimum, range.SignedMaximum);
        }
        else
        {
            return range;
        }

        // Rounded up and down.
        least = -FloorOf(-least, factor);
        most = FloorOf(most, factor);
        return least <= most ? IntegerRange.Between(range.Width, (ulong)(long)least, (ulong)(long)most) : null;
    }

    private static Int128 FloorOf(Int128 dividend, long divisor) => (dividend - (((dividend % divisor) + divisor) % divisor)) / divisor;

    private static IntegerRange? Unshifted(IntegerRange? range, int down) => range is not { } shifted ? null
        : new IntegerRange(shifted.Width, (shifted.Lowest << down) & shifted.All, (shifted.Extent << down) + ((1UL << down) - 1));

    private static ulong? ConstantOf(LLVMValueRef value) => value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var constant } ? constant : null;
}
