using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Sets r0 to zero before a function returns void.</summary>
/// <remarks>
/// Before:
/// <code>
/// define void @f(ptr %x) {
///   store i64 1, ptr %x, align 8
///   ret void
/// }
/// </code>
/// After:
/// <code>
/// define void @f(ptr %x) {
///   store i64 1, ptr %x, align 8
///   call void asm sideeffect "r0 = 0", "~{r0}"()
///   ret void
/// }
/// </code>
/// The verifier checks r0 even in such a function, and refuses a leftover stack address.
/// </remarks>
internal sealed class ClearReturnRegister : FunctionPass
{
    public override string Name => "clear-return-register";

    public override string Purpose => "sets r0 to zero where a function returns nothing";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        if (analyses.Function.GlobalValueType.ReturnType.Kind != LLVMTypeKind.LLVMVoidTypeKind)
        {
            return;
        }

        foreach (LLVMValueRef end in FunctionBody.Instructions(analyses.Function).Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMRet))
        {
            LLVMTypeRef type = LLVMTypeRef.CreateFunction(end.TypeOf, []);
            context.Builder.PositionBefore(end);
            context.Builder.BuildCall2(type, LLVMValueRef.CreateConstInlineAsm(type, "r0 = 0", "~{r0}", hasSideEffects: true, isAlignStack: false), []);
        }
    }
}
