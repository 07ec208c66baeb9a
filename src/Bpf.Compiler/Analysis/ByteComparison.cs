using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A comparison of one byte of a stack slot with a constant.</summary>
/// <param name="Comparison">The <c>icmp</c>.</param>
/// <param name="Load">The load that reads the byte.</param>
/// <param name="Base">The slot.</param>
/// <param name="Offset">Offset of the byte in the slot.</param>
/// <param name="Value">The constant.</param>
internal readonly record struct ByteComparison(LLVMValueRef Comparison, LLVMValueRef Load, LLVMValueRef Base, ulong Offset, ulong Value)
{
    /// <summary>Matches a condition that is such a comparison.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="predicate">The expected predicate: equal or not equal.</param>
    public static ByteComparison? Of(LLVMValueRef condition, LLVMIntPredicate predicate)
    {
        if (condition is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMICmp } || condition.ICmpPredicate != predicate
            || condition.GetOperand(1) is not { IsConstantInt: true } constant
            || condition.GetOperand(0) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMLoad, TypeOf.IntWidth: 8, Volatile: false } load)
        {
            return null;
        }

        LLVMValueRef address = load.GetOperand(0);
        ulong offset = 0;
        if (address is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMGetElementPtr, OperandCount: 2,
            SourceElementType: { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 8 } }
            && address.GetOperand(1) is { IsConstantInt: true, ConstIntSExt: >= 0 and var index })
        {
            offset = (ulong)index;
            address = address.GetOperand(0);
        }

        return address is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAlloca }
            ? new(condition, load, address, offset, constant.ConstIntZExt)
            : null;
    }
}
