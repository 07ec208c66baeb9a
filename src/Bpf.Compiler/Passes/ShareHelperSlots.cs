using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;
using Bpf.Shared;

namespace Bpf.Compiler.Passes;

/// <summary>Passes the same stack slot to several helpers that only read the same value from it, as C does for a key in a variable.</summary>
/// <remarks>
/// Before:
/// <code>
/// define void @f(ptr %map, i32 %x) {
///   %one = alloca i32, align 8
///   %two = alloca i32, align 8
///   store i32 %x, ptr %one, align 8
///   %value = call ptr inttoptr (i64 1 to ptr)(ptr %map, ptr %one)
///   store i32 %x, ptr %two, align 8
///   %error = call i64 inttoptr (i64 3 to ptr)(ptr %map, ptr %two)
///   ret void
/// }
/// </code>
/// After:
/// <code>
/// define void @f(ptr %map, i32 %x) {
///   %one = alloca i32, align 8
///   store i32 %x, ptr %one, align 8
///   %value = call ptr inttoptr (i64 1 to ptr)(ptr %map, ptr %one)
///   %error = call i64 inttoptr (i64 3 to ptr)(ptr %map, ptr %one)
///   ret void
/// }
/// </code>
/// A method of a map takes its key by value and has a slot of its own for it. LLVM does not know what a helper does with a slot and keeps each, and the value
/// in a register between them. A slot is shared only if one store writes it and all its users only read it. Between the last computation of the value and
/// the second store the first one has run then, because it comes after the former and dominates the latter.
/// </remarks>
internal sealed class ShareHelperSlots : FunctionPass
{
    public override string Name => "share-helper-slots";

    public override string Purpose => "passes one stack slot to all helpers that only read the same value";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        List<LLVMValueRef> stores = [.. FunctionBody.Instructions(analyses.Function)
            .Where(static instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMAlloca).SelectMany(StoreOf)];
        for (int i = stores.Count - 1; i >= 0; i--)
        {
            LLVMValueRef store = stores[i];
            int first = stores.FindIndex(other => other != store && other.GetOperand(0) == store.GetOperand(0) && ComesBefore(analyses, other, store));
            if (first >= 0)
            {
                Share(stores[first].GetOperand(1), store.GetOperand(1), store);
                stores.RemoveAt(i);
            }
        }
    }

    // The only store to a slot that is read by helpers alone.
    private static LLVMValueRef[] StoreOf(LLVMValueRef slot)
        => slot.AllocatedType.Kind == LLVMTypeKind.LLVMIntegerTypeKind
            && slot.Users.Where(user => !SlotUses.IsLifetime(user) && !IsReadByHelper(slot, user)).ToArray() is [var store]
            && store.InstructionOpcode == LLVMOpcode.LLVMStore && store.GetOperand(1) == slot && store.GetOperand(0).TypeOf == slot.AllocatedType
            && !store.Volatile ? [store] : [];

    private static bool IsReadByHelper(LLVMValueRef slot, LLVMValueRef user)
    {
        if (HelperCall.NumberOf(user) is not { } number || HelperTable.Find(number) is not { } helper)
        {
            return false;
        }

        // The last operand is the function.
        for (int i = 0; i < user.OperandCount - 1; i++)
        {
            if (user.GetOperand((uint)i) == slot && (helper.ReadOnlyParameters & (1 << i)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool ComesBefore(FunctionAnalyses analyses, LLVMValueRef first, LLVMValueRef second)
    {
        LLVMBasicBlockRef block = first.InstructionParent;
        if (block != second.InstructionParent)
        {
            return analyses.DominatorTree.Dominates(block, second.InstructionParent);
        }

        LLVMValueRef next = first;
        while (next.Handle != 0 && next != second)
        {
            next = next.NextInstruction;
        }

        return next == second;
    }

    private static void Share(LLVMValueRef slot, LLVMValueRef other, LLVMValueRef store)
    {
        foreach (LLVMValueRef marker in slot.Users.Concat(other.Users).Where(SlotUses.IsLifetime).ToArray())
        {
            marker.InstructionEraseFromParent();
        }

        store.InstructionEraseFromParent();
        other.ReplaceAllUsesWith(slot);
        other.InstructionEraseFromParent();
    }
}
