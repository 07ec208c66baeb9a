using System.Numerics;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>
/// The bound of an integer that the verifier of every kernel sees, whatever registers the code generator uses: from narrow loads, masks, and a few
/// operations on these. Comparisons do not count, because the verifier may learn their result for another register.
/// </summary>
internal static class VerifierBound
{
    private const int MaximumDepth = 10;

    /// <summary>Returns the upper bound that the verifier has for a value; null when it may not have one.</summary>
    public static ulong? Of(LLVMValueRef value) => Of(value, 0);

    /// <summary>Returns true for values that the verifier knows exactly in every iteration: constants, and constants added to these.</summary>
    public static bool IsCounted(LLVMValueRef value) => IsCounted(value, []);

    private static bool IsCounted(LLVMValueRef value, HashSet<LLVMValueRef> seen)
    {
        if (value.IsConstantInt || (value.IsInstruction && !seen.Add(value)))
        {
            return true;
        }

        return value.IsInstruction && value.InstructionOpcode switch
        {
            LLVMOpcode.LLVMPHI => Enumerable.Range(0, value.OperandCount).All(index => IsCounted(value.GetOperand((uint)index), seen)),
            LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMShl =>
                IsCounted(value.GetOperand(0), seen) && IsCounted(value.GetOperand(1), seen),
            LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMTrunc =>
                value.GetOperand(0).TypeOf.IntWidth >= 32 && IsCounted(value.GetOperand(0), seen),
            _ => false,
        };
    }

    private static ulong? Of(LLVMValueRef value, int depth)
    {
        if (value.IsConstantInt)
        {
            return value.ConstIntZExt;
        }

        if (!value.IsInstruction || depth > MaximumDepth)
        {
            return null;
        }

        uint width = value.TypeOf.IntWidth;
        ulong all = IntegerRange.Full(width).All;
        ulong? Operand(uint index) => Of(value.GetOperand(index), depth + 1);
        ulong? constant = value.OperandCount == 2 && value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var number } ? number : null;
        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMLoad when width is 8 or 16 or 32:
                return all;
            case LLVMOpcode.LLVMZExt
                when value.GetOperand(0) is var narrow && (narrow.TypeOf.IntWidth is 1 or 32 || narrow.InstructionOpcode == LLVMOpcode.LLVMLoad):
                return narrow.TypeOf.IntWidth == 1 ? 1 : Operand(0);
            case LLVMOpcode.LLVMTrunc when width == 32:
                return Operand(0) is { } low && low <= all ? low : null;

            // The code generator drops masks that change nothing.
            case LLVMOpcode.LLVMAnd when constant is { } mask && width >= 32:
                return value.GetOperand(0) is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMCall } call && OpaqueValue.IsOpaque(call) ? mask
                    : Operand(0) is { } masked ? Math.Min(masked, mask)
                    : KnownBits.Of(value.GetOperand(0)).Bits >> 1 > mask ? mask
                    : null;
            case LLVMOpcode.LLVMLShr when width >= 32 && constant is { } down && down < width:
                return (Operand(0) ?? all) >> (int)down;
            case LLVMOpcode.LLVMShl when width >= 32 && constant is { } up && up < width:
                return Operand(0) is { } shifted && shifted <= all >> (int)up ? shifted << (int)up : null;
            case LLVMOpcode.LLVMAdd when width >= 32:
                return Operand(0) is { } left && Operand(1) is { } right && right <= all - left ? left + right : null;
            case LLVMOpcode.LLVMMul when width >= 32:
                return Operand(0) is { } one && Operand(1) is { } other && (UInt128)one * other <= all ? one * other : null;
            case LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor when width >= 32:
                return Operand(0) is { } first && Operand(1) is { } second ? ulong.MaxValue >> BitOperations.LeadingZeroCount(first | second | 1) : null;
            case LLVMOpcode.LLVMSelect when width >= 32:
                return Operand(1) is { } then && Operand(2) is { } otherwise ? Math.Max(then, otherwise) : null;
            case LLVMOpcode.LLVMPHI when width >= 32:
                ulong? largest = 0;
                for (uint i = 0; i < value.OperandCount && largest is not null; i++)
                {
                    largest = Operand(i) is { } incoming ? Math.Max(largest.Value, incoming) : null;
                }

                return largest;
            default:
                return null;
        }
    }
}
