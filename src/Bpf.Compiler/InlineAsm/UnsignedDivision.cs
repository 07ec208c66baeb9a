using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.InlineAsm;

/// <summary>
/// Divisions by a variable, as the BPF instructions define them: x / 0 is 0 and x % 0 is x. LLVM takes a division as proof that the divisor is not 0, and
/// would delete later checks, so it sees only inline assembly.
/// </summary>
internal static class UnsignedDivision
{
    private const string Quotient = "$0 /= $2";
    private const string Remainder = "$0 %= $2";

    public static LLVMValueRef Build(LLVMBuilderRef builder, LLVMValueRef dividend, LLVMValueRef divisor, bool isRemainder, bool hasI32Registers)
    {
        if (divisor.IsConstantInt && divisor.ConstIntZExt != 0)
        {
            return builder.BuildBinOp(isRemainder ? LLVMOpcode.LLVMURem : LLVMOpcode.LLVMUDiv, dividend, divisor);
        }

        LLVMTypeRef type = dividend.TypeOf, i64 = type.Context.Int64Type;
        if (type != i64 && !hasI32Registers)
        {
            LLVMValueRef wide = Build(builder, builder.BuildZExt(dividend, i64), builder.BuildZExt(divisor, i64), isRemainder, hasI32Registers);
            return builder.BuildTrunc(wide, type);
        }

        string register = type == i64 ? "r" : "w";
        LLVMTypeRef function = LLVMTypeRef.CreateFunction(type, [type, type]);
        LLVMValueRef assembly = LLVMValueRef.CreateConstInlineAsm(function, isRemainder ? Remainder : Quotient, $"={register},0,{register}",
            hasSideEffects: false, isAlignStack: false);
        return builder.BuildCall2(function, assembly, [dividend, divisor]);
    }

    /// <summary>Returns the operation that a call to inline assembly stands for; null for other instructions.</summary>
    public static LLVMOpcode? OpcodeOf(LLVMValueRef call)
    {
        if (call.InstructionOpcode != LLVMOpcode.LLVMCall || call.OperandCount != 3 || !call.CalledValue.IsInlineAsm)
        {
            return null;
        }

        // The C API of LLVM before 18 exposes the text of inline assembly only in the printed form.
        string text = call.CalledValue.ToString();
        return text.Contains($"\"{Quotient}\"", StringComparison.Ordinal) ? LLVMOpcode.LLVMUDiv
            : text.Contains($"\"{Remainder}\"", StringComparison.Ordinal) ? LLVMOpcode.LLVMURem
            : null;
    }
}
