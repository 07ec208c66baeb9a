using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A conjunction or disjunction of several conditions.</summary>
/// <param name="IsAll">True for a conjunction, false for a disjunction.</param>
/// <param name="Leaves">The conditions, in evaluation order.</param>
internal sealed record ConditionTree(bool IsAll, IReadOnlyList<LLVMValueRef> Leaves)
{
    /// <summary>Matches a compound condition; returns null for a simple one, and for one that is only part of a larger condition of the same kind.</summary>
    public static ConditionTree? Of(LLVMValueRef value)
        => PartsOf(value) is var (isAll, _, _) && !(SingleUserOf(value) is { } user && PartsOf(user)?.IsAll == isAll) ? new(isAll, [.. LeavesOf(value, isAll)])
        : null;

    private static IEnumerable<LLVMValueRef> LeavesOf(LLVMValueRef value, bool isAll)
        => PartsOf(value) is var (isSame, first, second) && isSame == isAll
            ? LeavesBelow(first, isAll).Concat(LeavesBelow(second, isAll))
            : [value];

    private static IEnumerable<LLVMValueRef> LeavesBelow(LLVMValueRef value, bool isAll) => SingleUserOf(value) is null ? [value] : LeavesOf(value, isAll);

    /// <summary>
    /// Splits a condition into its two operands and whether both must hold; null when it is not compound. "And" may also be a select between the second and
    /// false, "or" a select between true and the second.
    /// </summary>
    public static (bool IsAll, LLVMValueRef First, LLVMValueRef Second)? PartsOf(LLVMValueRef value)
    {
        if (value is not { IsInstruction: true, TypeOf: { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 1 } })
        {
            return null;
        }

        return value.InstructionOpcode switch
        {
            LLVMOpcode.LLVMAnd => (true, value.GetOperand(0), value.GetOperand(1)),
            LLVMOpcode.LLVMOr => (false, value.GetOperand(0), value.GetOperand(1)),
            LLVMOpcode.LLVMSelect when value.GetOperand(2) is { IsConstantInt: true, ConstIntZExt: 0 } => (true, value.GetOperand(0), value.GetOperand(1)),
            LLVMOpcode.LLVMSelect when value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: 1 } => (false, value.GetOperand(0), value.GetOperand(2)),
            _ => null,
        };
    }

    private static LLVMValueRef? SingleUserOf(LLVMValueRef value)
    {
        LLVMValueRef[] users = [.. value.Users.Take(2)];
        return users.Length == 1 && users[0].IsInstruction ? users[0] : null;
    }
}
