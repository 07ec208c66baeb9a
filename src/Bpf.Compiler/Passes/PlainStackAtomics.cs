using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Turns atomic operations on the stack into plain loads and stores.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i64 @f(i64 %x) {
///   %counts = alloca [8 x i64], align 8
///   %index = and i64 %x, 7
///   %address = getelementptr i64, ptr %counts, i64 %index
///   %old = atomicrmw add ptr %address, i64 1 seq_cst, align 8
///   ret i64 %old
/// }
/// </code>
/// After:
/// <code>
/// define i64 @f(i64 %x) {
///   %counts = alloca [8 x i64], align 8
///   %index = and i64 %x, 7
///   %address = getelementptr i64, ptr %counts, i64 %index
///   %1 = load i64, ptr %address, align 8
///   %2 = add i64 %1, 1
///   store i64 %2, ptr %address, align 8
///   ret i64 %1
/// }
/// </code>
/// Nothing else sees the stack of a program while it runs, so the result is the same. The verifier allows atomic operations on the stack only at constant
/// offsets, but loads and stores at any.
/// </remarks>
internal sealed class PlainStackAtomics : FunctionPass
{
    public override string Name => "plain-stack-atomics";

    public override string Purpose => "replaces atomic operations on the stack by plain loads and stores";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef instruction in FunctionBody.Instructions(analyses.Function).ToArray())
        {
            if (instruction.InstructionOpcode is LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg
                && ObjectAddress.Of(instruction.GetOperand(0), context.SizeOf)?.Object is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAlloca })
            {
                Replace(context, instruction);
            }
        }
    }

    private static void Replace(PassContext context, LLVMValueRef instruction)
    {
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(instruction);
        LLVMValueRef address = instruction.GetOperand(0);
        LLVMValueRef operand = instruction.GetOperand(1);
        LLVMValueRef old = builder.BuildLoad2(operand.TypeOf, address);
        old.Alignment = instruction.Alignment;
        LLVMValueRef value, result;
        if (instruction.InstructionOpcode == LLVMOpcode.LLVMAtomicCmpXchg)
        {
            LLVMValueRef isEqual = builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, old, operand);
            value = builder.BuildSelect(isEqual, instruction.GetOperand(2), old);
            LLVMValueRef pair = builder.BuildInsertValue(LLVMValueRef.CreateUndef(instruction.TypeOf), old, 0);
            result = builder.BuildInsertValue(pair, isEqual, 1);
        }
        else if (Combine(builder, instruction.AtomicOperation, old, operand) is { } combined)
        {
            (value, result) = (combined, old);
        }
        else
        {
            return;
        }

        builder.BuildStore(value, address).Alignment = instruction.Alignment;
        instruction.ReplaceAllUsesWith(result);
        instruction.InstructionEraseFromParent();
    }

    // The operations that BPF supports.
    private static LLVMValueRef? Combine(LLVMBuilderRef builder, LLVMAtomicRMWBinOp operation, LLVMValueRef old, LLVMValueRef operand) => operation switch
    {
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg => operand,
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd => builder.BuildAdd(old, operand),
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpSub => builder.BuildSub(old, operand),
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd => builder.BuildAnd(old, operand),
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr => builder.BuildOr(old, operand),
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXor => builder.BuildXor(old, operand),
        _ => null,
    };
}
