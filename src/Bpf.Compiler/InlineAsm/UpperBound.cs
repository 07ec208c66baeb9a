using System.Globalization;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.InlineAsm;

/// <summary>
/// Opaque copies with an upper bound that the verifier sees in whatever register they are: a larger value, unsigned, becomes the bound. For values that
/// are known never to be larger.
/// </summary>
internal static class UpperBound
{
    /// <summary>Returns true when the verifier sees the bound of a value: a masked opaque copy, or one with an upper bound.</summary>
    public static bool IsSpelled(LLVMValueRef value) => value.InstructionOpcode switch
    {
        LLVMOpcode.LLVMAnd =>
            value.GetOperand(1).IsConstantInt && value.GetOperand(0) is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMCall } call
            && OpaqueValue.IsOpaque(call),
        // The C API of LLVM before 18 exposes the text of inline assembly only in the printed form.
        LLVMOpcode.LLVMCall => OpaqueValue.IsOpaque(value) && value.CalledValue.ToString().Contains("\"if $0 > ", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Returns the bound of an i64; at most <see cref="int.MaxValue"/>.</summary>
    public static LLVMValueRef Create(LLVMBuilderRef builder, LLVMValueRef value, ulong bound)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(value.TypeOf, [value.TypeOf]);
        // The verifier follows the fall-through before the branch target: it sees all values first, and then the bound alone adds no new state.
        string text = string.Create(CultureInfo.InvariantCulture, $"if $0 > {bound} goto +1\n\tgoto +1\n\t$0 = {bound}");
        LLVMValueRef assembly = LLVMValueRef.CreateConstInlineAsm(type, text, "=r,0", hasSideEffects: false, isAlignStack: false);
        return builder.BuildCall2(type, assembly, [value]);
    }
}
