using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Ends counted loops with an ordered comparison instead of an equality.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i32 @f(i64 %count) {
/// entry:
///   br label %head
///
/// head:
///   %i = phi i64 [ 0, %entry ], [ %next, %body ]
///   %isLast = icmp eq i64 %i, %count
///   br i1 %isLast, label %end, label %body
///
/// body:
///   %next = add i64 %i, 1
///   br label %head
///
/// end:
///   ret i32 0
/// }
/// </code>
/// After:
/// <code>
/// define i32 @f(i64 %count) {
/// entry:
///   br label %head
///
/// head:
///   %i = phi i64 [ 0, %entry ], [ %next, %body ]
///   %0 = icmp ule i64 %count, %i
///   br i1 %0, label %end, label %body
///
/// body:
///   %next = add i64 %i, 1
///   br label %head
///
/// end:
///   ret i32 0
/// }
/// </code>
/// LLVM turns the ordered comparison in the program into an equality if both end the loop at the same number. Verifiers before Linux 6.8 learn nothing
/// from an inequality, and continue past the largest possible count. The counter stays on the right, where the earliest verifiers expect the number that
/// they know. The rewrite applies only to a counter that starts at a constant no larger than the end and goes up by one, so that it reaches the end
/// before it passes it.
/// </remarks>
internal sealed class OrderExits : FunctionPass
{
    public override string Name => "order-exits";

    public override string Purpose => "ends counted loops with `<` instead of `==`";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        ValueRanges ranges = new(analyses);
        foreach (NaturalLoop loop in NaturalLoop.AllOf(analyses.DominatorTree).ToArray())
        {
            foreach ((LLVMBasicBlockRef block, LLVMValueRef condition, bool endsWhen) in loop.ExitsOfEachRound(analyses.DominatorTree).ToArray())
            {
                LLVMIntPredicate equality = endsWhen ? LLVMIntPredicate.LLVMIntEQ : LLVMIntPredicate.LLVMIntNE;
                if (condition is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMICmp } || condition.ICmpPredicate != equality)
                {
                    continue;
                }

                (LLVMValueRef left, LLVMValueRef right) = (condition.GetOperand(0), condition.GetOperand(1));
                (LLVMValueRef count, LLVMValueRef end) = loop.Contains(left) ? (left, right) : (right, left);
                if (end.IsConstant || loop.Contains(end) || end.TypeOf.Kind != LLVMTypeKind.LLVMIntegerTypeKind || !IsBelow(loop, count, end, ranges))
                {
                    continue;
                }

                context.Builder.PositionBefore(block.Terminator);
                block.Terminator.SetOperand(0, context.Builder.BuildICmp(endsWhen ? LLVMIntPredicate.LLVMIntULE : LLVMIntPredicate.LLVMIntUGT, end, count));
                if (!condition.Users.Any())
                {
                    condition.InstructionEraseFromParent();
                }
            }
        }
    }

    // True for a counter that goes up by one in each iteration and starts no higher than the end.
    private static bool IsBelow(NaturalLoop loop, LLVMValueRef count, LLVMValueRef end, ValueRanges ranges)
    {
        ulong added = 0;
        LLVMValueRef phi = count;
        if (count is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAdd })
        {
            phi = count.GetOperand(0);
            added = 1;
        }

        if (phi is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMPHI } || phi.InstructionParent != loop.Header
            || (added == 1 && !IsNext(count, phi)))
        {
            return false;
        }

        for (uint i = 0; i < phi.OperandCount; i++)
        {
            (LLVMValueRef value, LLVMBasicBlockRef from) = (phi.GetOperand(i), phi.GetIncomingBlock(i));
            if (loop.Blocks.Contains(from) ? !IsNext(value, phi) : !IsFirstBelow(value, added, ranges.OnEdge(end, from, loop.Header)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFirstBelow(LLVMValueRef start, ulong added, IntegerRange? end)
        => start is { IsConstantInt: true, ConstIntZExt: var first } && end is { } range && first < range.All && first + added <= range.UnsignedMinimum;

    private static bool IsNext(LLVMValueRef value, LLVMValueRef phi)
        => value is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAdd } && value.GetOperand(0) == phi
            && value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: 1 };
}
