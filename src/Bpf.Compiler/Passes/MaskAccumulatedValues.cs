using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Clears the bits above an accumulated i8 or i16 where it is computed, not where it is used.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i64 @f(i8 %c, i64 %sum) section "xdp" {
///   %upper = add i8 %c, -32
///   %isLower = icmp ugt i8 %c, 96
///   %letter = select i1 %isLower, i8 %upper, i8 %c
///   br label %next
///
/// next:
///   %digit = zext i8 %letter to i64
///   %total = add i64 %sum, %digit
///   ret i64 %total
/// }
/// </code>
/// After:
/// <code>
/// define i64 @f(i8 %c, i64 %sum) section "xdp" {
///   %upper = add i8 %c, -32
///   %isLower = icmp ugt i8 %c, 96
///   %letter = select i1 %isLower, i8 %upper, i8 %c
///   %1 = zext i8 %letter to i64
///   %2 = call i64 asm sideeffect "", "=r,0"(i64 %1)
///   br label %next
///
/// next:
///   %total = add i64 %sum, %2
///   ret i64 %total
/// }
/// </code>
/// The register of an i8 may hold anything above its bits; the code generator masks it before a use that depends on them. Until then the verifier keeps the
/// paths apart on which it was computed: <c>c</c> is at most 255, <c>c - 32</c> may be far below zero. Where eight such letters are combined at the end, it
/// walks all combinations. After the mask both paths are in the same state, and it continues on one of them.
/// </remarks>
internal sealed class MaskAccumulatedValues : FunctionPass
{
    public override string Name => "mask-accumulated-values";

    public override string Purpose => "clears the upper bits of accumulated i8 and i16 values where they are computed";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef value in FunctionBody.Integers(analyses.Function, 8).Concat(FunctionBody.Integers(analyses.Function, 16)).ToArray())
        {
            LLVMValueRef[] extensions = [.. value.Users.Where(user => user is { InstructionOpcode: LLVMOpcode.LLVMZExt, TypeOf.IntWidth: 32 or 64 })];
            if (value.InstructionOpcode is LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMSelect
                && extensions.Any(item => item.InstructionParent != value.InstructionParent)
                && analyses.AccumulatedValues.Includes(value))
            {
                Mask(context, value, extensions);
            }
        }
    }

    private static void Mask(PassContext context, LLVMValueRef value, LLVMValueRef[] extensions)
    {
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(FunctionBody.After(value));
        LLVMValueRef masked = OpaqueValue.CreateFixed(builder, builder.BuildZExt(value, context.Int64));
        LLVMValueRef? half = null;
        foreach (LLVMValueRef extension in extensions)
        {
            extension.ReplaceAllUsesWith(extension.TypeOf == context.Int64 ? masked : half ??= builder.BuildTrunc(masked, context.Int32));
        }
    }
}
