using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A condition that is made of several, which must all hold or of which one must.</summary>
/// <param name="IsAll">Whether all must hold.</param>
/// <param name="Leaves">The conditions, in the order in which they are asked.</param>
internal sealed record ConditionTree(bool IsAll, IReadOnlyList<LLVMValueRef> Leaves)
{
    /// <summary>The condition that a value is; null when it is not made of several, or itself goes only into a larger one of its kind.</summary>
    public static ConditionTree? Of(LLVMValueRef value)
        => PartsOf(value) is var (isAll, _, _) && !(SingleUserOf(value) is { } user && PartsOf(user)?.IsAll == isAll) ? new(isAll, [.. LeavesOf(value, isAll)])
        : null;

    private static IEnumerable<LLVMValueRef> LeavesOf(LLVMValueRef value, bool isAll)
        => PartsOf(value) is var (isSame, first, second) && isSame == isAll
            ? LeavesBelow(first, isAll).Concat(LeavesBelow(second, isAll))
            : [value];

    private static IEnumerable<LLVMValueRef> LeavesBelow(LLVMValueRef value, bool isAll) => SingleUserOf(value) is null ? [value] : LeavesOf(value, isAll);

    /// <summary>
    /// The two conditions that a condition joins, and whether both must hold; null when it does not. "And" may also be a choice between the second and false,
    /// "or" one between true and the second.
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
