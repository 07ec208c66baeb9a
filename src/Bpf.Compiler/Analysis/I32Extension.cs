using System.Numerics;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>An i64 that is <c>ext(trunc(value) + addend) &lt;&lt; up</c> of the low 32 bits of another i64, in any of the forms that LLVM writes.</summary>
/// <param name="Low">The i64 that provides the low 32 bits.</param>
/// <param name="Addend">Constant added to them.</param>
/// <param name="IsSigned">Whether they are sign-extended.</param>
/// <param name="Up">Number of bits by which the result is shifted left.</param>
internal readonly record struct I32Extension(LLVMValueRef Low, ulong Addend, bool IsSigned, int Up)
{
    public static I32Extension? Of(LLVMValueRef wide)
    {
        if (InFormOf(wide) is not { } extension)
        {
            return null;
        }

        (LLVMValueRef low, ulong addend) = WithoutConstants(extension.Low);
        return extension with { Low = low, Addend = (uint)(extension.Addend + addend) };
    }

    /// <summary>Returns the i64 that another takes its low 32 bits from, and the constant added to it.</summary>
    public static (LLVMValueRef Low, ulong Addend) LowOf(LLVMValueRef wide)
    {
        (LLVMValueRef low, ulong addend) = WithoutConstants(wide);
        return low.IsInstruction && Of(low) is { Up: 0 } extension ? (extension.Low, (uint)(addend + extension.Addend)) : (low, (uint)addend);
    }

    /// <summary>Strips the constants added to a value, and returns their sum.</summary>
    public static (LLVMValueRef Value, ulong Addend) WithoutConstants(LLVMValueRef value)
    {
        ulong sum = 0;
        while (value is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAdd }
            && value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var constant })
        {
            sum += constant;
            value = value.GetOperand(0);
        }

        return (value, sum);
    }

    private static I32Extension? InFormOf(LLVMValueRef wide)
    {
        if (wide is not { OperandCount: 2, TypeOf.IntWidth: 64 } || wide.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: var constant }
            || !wide.GetOperand(0).IsInstruction)
        {
            return null;
        }

        switch (wide.InstructionOpcode)
        {
            // Shifted to the top and back down.
            case LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMLShr when constant <= 32 && Raised(wide.GetOperand(0), 32) is var (top, topAddend):
                return new(top, topAddend, wide.InstructionOpcode == LLVMOpcode.LLVMAShr, 32 - (int)constant);

            // Shifted first, then masked.
            case LLVMOpcode.LLVMAnd when BitOperations.TrailingZeroCount(constant) is > 0 and < 32 and var up && constant == (ulong)uint.MaxValue << up
                && Raised(wide.GetOperand(0), up) is var (value, addend):
                return new(value, addend, IsSigned: false, up);
            case LLVMOpcode.LLVMAnd when constant == uint.MaxValue:
                return new(wide.GetOperand(0), 0, IsSigned: false, 0);
            default:
                return null;
        }
    }

    // From x << up, or that plus an equally shifted constant.
    private static (LLVMValueRef Value, ulong Addend)? Raised(LLVMValueRef value, int up)
    {
        ulong addend = 0;
        if (value.InstructionOpcode == LLVMOpcode.LLVMAdd && value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var constant }
            && constant << (64 - up) == 0)
        {
            addend = (uint)(constant >> up);
            value = value.GetOperand(0);
        }

        if (IsShift(value, up))
        {
            return (value.GetOperand(0), addend);
        }

        // (x << up) & (mask << up) is (x & mask) << up, which may already exist.
        if (value is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAnd } && value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var mask }
            && mask << (64 - up) == 0 && IsShift(value.GetOperand(0), up))
        {
            foreach (LLVMValueRef user in value.GetOperand(0).GetOperand(0).Users)
            {
                if (user.InstructionOpcode == LLVMOpcode.LLVMAnd && user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var low } && low == mask >> up)
                {
                    return (user, addend);
                }
            }
        }

        return null;
    }

    private static bool IsShift(LLVMValueRef value, int up)
        => value is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMShl } && value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var count }
            && count == (ulong)up;
}
