using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// The callbacks of <c>bpf_loop</c>. The kernel passes the iteration index, about which the verifier knows nothing. Where the iteration count is constant, such
/// a callback begins with a comparison that always holds, so that LLVM and the verifier know the bounds of indexes computed from it:
/// <code>
/// %known = icmp ult i32 %index, 64
/// br i1 %known, label %prologue, label %never   ; which stops the loop
/// </code>
/// </summary>
internal static class LoopCallbacks
{
    // Counts that are constants in the source, or parameters of methods that are always inlined.
    private const string Pipeline = "always-inline,function(sroa,early-cse,sccp,instsimplify,simplifycfg)";

    /// <summary>Before the passes: adds the comparison to the callbacks that check an index.</summary>
    public static void Bound(ObjectModule module)
    {
        FunctionInfo[] callbacks = [.. module.Functions.All.Where(function => function.IsCallback && function.MayThrow && IsLoopBody(function.Type))];
        if (callbacks.Length == 0)
        {
            return;
        }

        using LLVMModuleRef copy = module.Module.CloneModule();
        using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
        copy.RunPasses(Pipeline, module.Machine, options);
        foreach (FunctionInfo callback in callbacks)
        {
            if (copy.GetNamedFunction(callback.Name) is { Handle: not 0 } function && CountOf(function) is { } count)
            {
                Bound(module, callback.Value, count);
            }
        }
    }

    private static bool IsLoopBody(LLVMTypeRef type)
        => type.ParamTypes is [{ Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 32 }, { Kind: LLVMTypeKind.LLVMPointerTypeKind }];

    // The largest iteration count it is called with; null when it is used in another way or a count is not constant.
    private static ulong? CountOf(LLVMValueRef callback)
    {
        ulong most = 0;
        foreach (LLVMValueRef user in callback.Users)
        {
            if (!IsLoop(user) || user.GetOperand(1) != callback || user.GetOperand(0) is not { IsConstantInt: true, ConstIntZExt: var count })
            {
                return null;
            }

            most = Math.Max(most, count);
        }

        return most == 0 ? null : most;
    }

    private static bool IsLoop(LLVMValueRef user) => HelperCall.NumberOf(user) == HelperNumbers.Loop;

    private static void Bound(ObjectModule module, LLVMValueRef function, ulong count)
    {
        LLVMValueRef jump = function.EntryBasicBlock.Terminator;
        LLVMBasicBlockRef first = function.EntryBasicBlock.Next;
        LLVMBasicBlockRef never = module.Context.AppendBasicBlock(function, "never");
        module.Builder.PositionBefore(jump);
        LLVMValueRef known = module.Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, function.GetParam(0),
            LLVMValueRef.CreateConstInt(module.Types.Int32, count));
        module.Builder.BuildCondBr(known, first, never);
        jump.InstructionEraseFromParent();
        module.Builder.PositionAtEnd(never);
        module.Builder.BuildRet(LLVMValueRef.CreateConstInt(function.GlobalValueType.ReturnType, 1)); // stop
    }
}
