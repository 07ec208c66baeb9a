using System.Globalization;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.InlineAsm;

/// <summary>
/// Opaque copies with an upper bound that the verifier sees in whatever register they are: what is larger, unsigned, becomes the bound. For values of which
/// that is known not to happen.
/// </summary>
internal static class UpperBound
{
    /// <summary>True when the verifier sees the bound of a value: of an opaque copy that is masked, or one with an upper bound.</summary>
    public static bool IsSpelled(LLVMValueRef value) => value.InstructionOpcode switch
    {
        LLVMOpcode.LLVMAnd =>
            value.GetOperand(1).IsConstantInt && value.GetOperand(0) is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMCall } call
            && OpaqueValue.IsOpaque(call),
        // The C API of LLVM before 18 gives the text of inline assembly in print only.
        LLVMOpcode.LLVMCall => OpaqueValue.IsOpaque(value) && value.CalledValue.ToString().Contains("\"if $0 > ", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The bound of an i64; at most <see cref="int.MaxValue"/>.</summary>
    public static LLVMValueRef Create(LLVMBuilderRef builder, LLVMValueRef value, ulong bound)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(value.TypeOf, [value.TypeOf]);
        // The verifier goes on behind a branch before it goes where the branch leads: it comes with all values first, and the bound alone is nothing new then.
        string text = string.Create(CultureInfo.InvariantCulture, $"if $0 > {bound} goto +1\n\tgoto +1\n\t$0 = {bound}");
        LLVMValueRef assembly = LLVMValueRef.CreateConstInlineAsm(type, text, "=r,0", hasSideEffects: false, isAlignStack: false);
        return builder.BuildCall2(type, assembly, [value]);
    }
}
