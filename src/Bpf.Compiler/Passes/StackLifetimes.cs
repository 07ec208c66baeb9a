using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Adds lifetime markers to stack slots, so that slots of disjoint scopes share memory.</summary>
/// <remarks>
/// Before:
/// <code>
/// declare void @g(ptr)
///
/// define void @f(i1 %first) {
///   %one = alloca [200 x i8], align 8
///   %two = alloca [200 x i8], align 8
///   br i1 %first, label %then, label %else
///
/// then:
///   call void @g(ptr %one)
///   ret void
///
/// else:
///   call void @g(ptr %two)
///   ret void
/// }
/// </code>
/// After:
/// <code>
/// define void @f(i1 %first) {
///   %one = alloca [200 x i8], align 8
///   %two = alloca [200 x i8], align 8
///   br i1 %first, label %then, label %else
///
/// then:
///   call void @llvm.lifetime.start.p0(ptr %one)
///   call void @g(ptr %one)
///   call void @llvm.lifetime.end.p0(ptr %one)
///   ret void
///
/// else:
///   call void @llvm.lifetime.start.p0(ptr %two)
///   call void @g(ptr %two)
///   call void @llvm.lifetime.end.p0(ptr %two)
///   ret void
/// }
/// </code>
/// A <c>stackalloc</c> in one scope is no longer used when the next scope begins, but without lifetime markers LLVM gives both slots their own memory, and a
/// program has only 512 bytes of stack. A slot is live in the blocks that lie between its uses. It is left alone if its address escapes, or if these blocks can
/// be entered in several ways.
/// </remarks>
internal sealed class StackLifetimes : FunctionPass
{
    // Smaller slots are not worth it.
    private const ulong LeastSize = 32;

    public override string Name => "stack-lifetimes";

    public override string Purpose => "lets stack slots share memory if their scopes exclude each other";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        LLVMValueRef[] slots = [.. FunctionBody.Instructions(analyses.Function)
            .Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMAlloca && context.SizeOf(instruction.AllocatedType) >= LeastSize)];
        if (slots.Length < 2)
        {
            return;
        }

        foreach (LLVMValueRef slot in slots)
        {
            if (SlotUses.Of(slot) is { Count: > 0 } uses)
            {
                Mark(context, analyses, slot, uses);
            }
        }
    }

    private static void Mark(PassContext context, FunctionAnalyses analyses, LLVMValueRef slot, IReadOnlySet<LLVMValueRef> uses)
    {
        DominatorTree tree = analyses.DominatorTree;
        HashSet<LLVMBasicBlockRef> used = [.. uses.Select(use => use.InstructionParent)];
        HashSet<LLVMBasicBlockRef> live = Reach(used, SuccessorsOf);
        live.IntersectWith(Reach(used, tree.PredecessorsOf));
        LLVMBasicBlockRef[] entries =
            [.. live.Where(block => block == analyses.Function.EntryBasicBlock || tree.PredecessorsOf(block).Any(before => !live.Contains(before)))];
        if (entries is not [var entry] || tree.PredecessorsOf(entry).Any(live.Contains))
        {
            return;
        }

        // The inliner marked the whole body of a method.
        foreach (LLVMValueRef marker in slot.Users.Where(SlotUses.IsLifetime).ToArray())
        {
            marker.InstructionEraseFromParent();
        }

        Call(context, "llvm.lifetime.start", slot, FirstUse(entry));
        HashSet<LLVMBasicBlockRef> ended = [];
        foreach (LLVMBasicBlockRef block in live)
        {
            LLVMBasicBlockRef[] outside = [.. SuccessorsOf(block).Where(next => !live.Contains(next))];
            if (used.Contains(block) && !SuccessorsOf(block).Any(live.Contains))
            {
                Call(context, "llvm.lifetime.end", slot, LastUse(block).NextInstruction);
            }
            else
            {
                foreach (LLVMBasicBlockRef next in outside.Where(ended.Add))
                {
                    Call(context, "llvm.lifetime.end", slot, FunctionBody.Start(next));
                }
            }
        }

        LLVMValueRef FirstUse(LLVMBasicBlockRef block)
        {
            LLVMValueRef instruction = FunctionBody.Start(block);
            while (!uses.Contains(instruction))
            {
                instruction = instruction.NextInstruction;
            }

            return instruction;
        }

        LLVMValueRef LastUse(LLVMBasicBlockRef block)
        {
            LLVMValueRef last = default;
            for (LLVMValueRef instruction = block.FirstInstruction; instruction.Handle != 0; instruction = instruction.NextInstruction)
            {
                last = uses.Contains(instruction) ? instruction : last;
            }

            return last;
        }
    }

    private static void Call(PassContext context, string name, LLVMValueRef slot, LLVMValueRef before)
    {
        context.Builder.PositionBefore(before);
        LLVMValueRef marker = context.Module.GetIntrinsicDeclaration(name, [slot.TypeOf]);
        LLVMValueRef size = LLVMValueRef.CreateConstInt(context.Int64, context.SizeOf(slot.AllocatedType));
        // LLVM 22 dropped the size.
        context.Builder.BuildCall2(marker.GlobalValueType, marker, marker.ParamsCount == 2 ? [size, slot] : [slot]);
    }

    private static HashSet<LLVMBasicBlockRef> Reach(IEnumerable<LLVMBasicBlockRef> from, Func<LLVMBasicBlockRef, IEnumerable<LLVMBasicBlockRef>> next)
    {
        HashSet<LLVMBasicBlockRef> reached = [.. from];
        Queue<LLVMBasicBlockRef> pending = new(reached);
        while (pending.TryDequeue(out LLVMBasicBlockRef block))
        {
            foreach (LLVMBasicBlockRef other in next(block).Where(reached.Add))
            {
                pending.Enqueue(other);
            }
        }

        return reached;
    }

    private static IEnumerable<LLVMBasicBlockRef> SuccessorsOf(LLVMBasicBlockRef block)
    {
        for (uint i = 0; i < block.Terminator.SuccessorsCount; i++)
        {
            yield return block.Terminator.GetSuccessor(i);
        }
    }
}
