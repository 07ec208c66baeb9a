using System.Numerics;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>What the operations that compute an integer imply about its value.</summary>
/// <param name="Largest">Unsigned upper bound.</param>
/// <param name="Bits">The bits that may be set.</param>
/// <param name="Ones">The bits that are always set.</param>
internal readonly record struct KnownBits(ulong Largest, ulong Bits, ulong Ones = 0)
{
    private const int MaximumDepth = 10;

    public static KnownBits Of(LLVMValueRef value) => Of(value, 0);

    /// <summary>Returns the name of a called LLVM intrinsic, such as "umin" for "llvm.umin.i64"; empty for other calls.</summary>
    public static string IntrinsicOf(LLVMValueRef call) => call.CalledValue.Name.Split('.') is ["llvm", var name, ..] ? name : "";

    private static KnownBits Of(LLVMValueRef value, int depth)
    {
        LLVMTypeRef type = value.TypeOf;
        if (type.Kind != LLVMTypeKind.LLVMIntegerTypeKind || type.IntWidth > 64)
        {
            return UpTo(ulong.MaxValue);
        }

        ulong all = type.IntWidth < 64 ? (1UL << (int)type.IntWidth) - 1 : ulong.MaxValue;
        if (value.IsConstantInt)
        {
            return new KnownBits(value.ConstIntZExt, value.ConstIntZExt, value.ConstIntZExt);
        }

        return value.IsInstruction && depth < MaximumDepth ? OfInstruction(value, all, depth + 1).Within(all) : new KnownBits(all, all);
    }

    private static KnownBits OfInstruction(LLVMValueRef value, ulong all, int depth)
    {
        KnownBits Operand(uint index) => Of(value.GetOperand(index), depth);
        ulong? Constant(uint index) => value.GetOperand(index) is { IsConstantInt: true } constant ? constant.ConstIntZExt : null;
        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMFreeze:
                return Operand(0);
            case LLVMOpcode.LLVMSExt:
                return Operand(0) is var narrow && narrow.Largest <= LargestSigned(value.GetOperand(0).TypeOf) ? narrow : UpTo(all);
            case LLVMOpcode.LLVMTrunc:
                return Operand(0) is var wide && wide.Largest <= all ? wide : new KnownBits(all, wide.Bits, wide.Ones);
            case LLVMOpcode.LLVMAnd:
                (KnownBits left, KnownBits right) = (Operand(0), Operand(1));
                return new KnownBits(Math.Min(left.Largest, right.Largest), left.Bits & right.Bits, left.Ones & right.Ones);
            case LLVMOpcode.LLVMOr:
                (KnownBits one, KnownBits other) = (Operand(0), Operand(1));
                return new KnownBits(ulong.MaxValue, one.Bits | other.Bits, one.Ones | other.Ones);
            case LLVMOpcode.LLVMXor:
                (KnownBits first, KnownBits second) = (Operand(0), Operand(1));
                return new KnownBits(ulong.MaxValue, (first.Bits | second.Bits) & ~(first.Ones & second.Ones),
                    (first.Ones & ~second.Bits) | (second.Ones & ~first.Bits));
            case LLVMOpcode.LLVMURem:
                (KnownBits dividend, KnownBits divisor) = (Operand(0), Operand(1));
                // Adding a multiple of a power of two does not change the bits below it.
                ulong untouched = Constant(1) is > 0 and var multiple ? (1UL << BitOperations.TrailingZeroCount(multiple)) - 1 : 0;
                return UpTo(Math.Min(dividend.Largest, divisor.Largest > 0 ? divisor.Largest - 1 : all)) is var rest
                    ? rest with { Bits = rest.Bits & (dividend.Bits | ~untouched), Ones = dividend.Ones & untouched } : default;
            case LLVMOpcode.LLVMUDiv:
                return UpTo(Constant(1) is > 0 and var by ? Operand(0).Largest / by : Operand(0).Largest);
            case LLVMOpcode.LLVMLShr:
                return Constant(1) is < 64 and var down && Operand(0) is var moved
                    ? new KnownBits(moved.Largest >> (int)down, moved.Bits >> (int)down, moved.Ones >> (int)down)
                    : UpTo(Operand(0).Largest);
            case LLVMOpcode.LLVMAShr:
                return Operand(0).Largest is var shifted && shifted <= all >> 1 ? UpTo(Constant(1) is < 64 and var count ? shifted >> (int)count : shifted)
                    : UpTo(all);
            case LLVMOpcode.LLVMShl:
                return Constant(1) is < 64 and var up && Operand(0) is var raised
                    ? new KnownBits(Saturating((UInt128)raised.Largest << (int)up, all), raised.Bits << (int)up, raised.Ones << (int)up)
                    : UpTo(all);
            case LLVMOpcode.LLVMAdd:
                return UpTo(Saturating((UInt128)Operand(0).Largest + Operand(1).Largest, all));
            case LLVMOpcode.LLVMMul:
                (KnownBits multiplicand, KnownBits factor) = (Operand(0), Operand(1));
                // Products of odd numbers are odd, and trailing zeros add up.
                int zeros = BitOperations.TrailingZeroCount(multiplicand.Bits) + BitOperations.TrailingZeroCount(factor.Bits);
                return UpTo(Saturating((UInt128)multiplicand.Largest * factor.Largest, all)) is var product && zeros < 64
                    ? product with { Bits = product.Bits >> zeros << zeros, Ones = multiplicand.Ones & factor.Ones & 1 }
                    : UpTo(0);
            case LLVMOpcode.LLVMSub:
                return UpTo(Constant(0) is { } from && Operand(1).Largest <= from ? from : all);
            case LLVMOpcode.LLVMSelect:
                return Operand(1).Or(Operand(2));
            case LLVMOpcode.LLVMPHI:
                return Enumerable.Range(0, value.OperandCount).Select(index => Operand((uint)index)).Aggregate((one, other) => one.Or(other));
            case LLVMOpcode.LLVMCall when OpaqueValue.IsOpaque(value):
                return Operand(0);
            case LLVMOpcode.LLVMCall:
                return OfIntrinsic(value, all, depth);
            default:
                return UpTo(all);
        }
    }

    private static KnownBits OfIntrinsic(LLVMValueRef call, ulong all, int depth)
    {
        KnownBits Operand(uint index) => Of(call.GetOperand(index), depth);
        switch (IntrinsicOf(call))
        {
            case "ctpop":
                return UpTo((ulong)BitOperations.PopCount(Operand(0).Bits));
            case "ctlz" when Operand(0).Ones is > 0 and var ones:
                return UpTo(call.TypeOf.IntWidth - 1 - (ulong)BitOperations.Log2(ones));
            case "cttz" when Operand(0).Ones is > 0 and var set:
                return UpTo((ulong)BitOperations.TrailingZeroCount(set));
            case "ctlz" or "cttz":
                return UpTo(call.TypeOf.IntWidth);
            case "umin":
                return UpTo(Math.Min(Operand(0).Largest, Operand(1).Largest));
            case "umax":
                return UpTo(Math.Max(Operand(0).Largest, Operand(1).Largest));
            case "smin" or "smax" when Math.Max(Operand(0).Largest, Operand(1).Largest) is var both && both <= all >> 1:
                return UpTo(both);
            case "":
                return OfFunction(call.CalledValue, all, depth);
            default:
                return UpTo(all);
        }
    }

    // LLVM always looks through calls, the verifier only sometimes.
    private static KnownBits OfFunction(LLVMValueRef function, ulong all, int depth)
    {
        KnownBits? result = null;
        if (function.IsFunction)
        {
            for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
            {
                if (block.Terminator is { Handle: not 0, InstructionOpcode: LLVMOpcode.LLVMRet, OperandCount: 1 } end)
                {
                    KnownBits returned = Of(end.GetOperand(0), depth);
                    result = result?.Or(returned) ?? returned;
                }
            }
        }

        return result ?? UpTo(all);
    }

    private static KnownBits UpTo(ulong largest) => new(largest, AllBitsOf(largest));

    private static ulong AllBitsOf(ulong value) => value == 0 ? 0 : ulong.MaxValue >> BitOperations.LeadingZeroCount(value);

    private static ulong LargestSigned(LLVMTypeRef type) => (1UL << ((int)type.IntWidth - 1)) - 1;

    private static ulong Saturating(UInt128 value, ulong all) => value > all ? all : (ulong)value;

    private KnownBits Or(KnownBits other) => new(Math.Max(Largest, other.Largest), Bits | other.Bits, Ones & other.Ones);

    private KnownBits Within(ulong all)
    {
        ulong bits = Bits & all & AllBitsOf(Math.Min(Largest, all));
        return new KnownBits(Math.Min(Math.Min(Largest, all), bits), bits, Ones & bits);
    }
}
