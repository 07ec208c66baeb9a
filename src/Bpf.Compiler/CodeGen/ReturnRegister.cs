using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Clears r0 where a function without a result returns: the verifier looks at what is in it, and refuses an address in the stack, which may be left there.
/// </summary>
internal static class ReturnRegister
{
    public static void Clear(ObjectModule module)
    {
        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            if (function.GlobalValueType.ReturnType.Kind != LLVMTypeKind.LLVMVoidTypeKind)
            {
                continue;
            }

            for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
            {
                if (block.Terminator is { Handle: not 0, InstructionOpcode: LLVMOpcode.LLVMRet } end)
                {
                    LLVMTypeRef type = LLVMTypeRef.CreateFunction(end.TypeOf, []);
                    module.Builder.PositionBefore(end);
                    module.Builder.BuildCall2(type, LLVMValueRef.CreateConstInlineAsm(type, "r0 = 0", "~{r0}", hasSideEffects: true, isAlignStack: false), []);
                }
            }
        }
    }
}
