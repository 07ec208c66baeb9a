using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Computes conditions that are used as numbers in a loop arithmetically instead of branching on them.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i32 @f(ptr %text) {
/// entry:
///   br label %loop
///
/// loop:
///   %i = phi i64 [ 0, %entry ], [ %next, %loop ]
///   %lines = phi i32 [ 0, %entry ], [ %sum, %loop ]
///   %address = getelementptr i8, ptr %text, i64 %i
///   %c = load i8, ptr %address, align 1
///   %isEnd = icmp eq i8 %c, 10
///   %one = zext i1 %isEnd to i32
///   %sum = add i32 %lines, %one
///   %next = add i64 %i, 1
///   %isLast = icmp eq i64 %next, 64
///   br i1 %isLast, label %end, label %loop
///
/// end:
///   ret i32 %sum
/// }
/// </code>
/// After:
/// <code>
/// define i32 @f(ptr %text) {
/// entry:
///   br label %loop
///
/// loop:
///   %i = phi i64 [ 0, %entry ], [ %next, %loop ]
///   %lines = phi i32 [ 0, %entry ], [ %sum, %loop ]
///   %address = getelementptr i8, ptr %text, i64 %i
///   %c = load i8, ptr %address, align 1
///   %0 = zext i8 %c to i64
///   %1 = xor i64 %0, 10
///   %2 = sub i64 %1, 1
///   %3 = lshr i64 %2, 63
///   %4 = trunc i64 %3 to i32
///   %sum = add i32 %lines, %4
///   %next = add i64 %i, 1
///   %isLast = icmp eq i64 %next, 64
///   br i1 %isLast, label %end, label %loop
///
/// end:
///   ret i32 %sum
/// }
/// </code>
/// BPF has no instruction that turns a comparison into a number; the code generator emits a branch around a move for each, and for each part of a compound
/// condition. The verifier walks both paths, and their number doubles in each iteration. The sign of a difference is as cheap, and has a single path.
/// </remarks>
internal sealed class ArithmeticConditions : FunctionPass
{
    private const int MostComparisons = 6;
    private const int SignBit = 63;

    public override string Name => "arithmetic-conditions";

    public override string Purpose => "computes conditions that become numbers in a loop, instead of branching on them";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        HashSet<LLVMBasicBlockRef> loops = [.. LoopExits.BlocksOf(analyses.Function)];
        foreach (LLVMValueRef number in FunctionBody.Instructions(analyses.Function).Where(IsNumber).ToArray())
        {
            LLVMValueRef condition = number.GetOperand(0);
            if (loops.Contains(number.InstructionParent) && CountOf(condition) is > 0 and <= MostComparisons)
            {
                context.Builder.PositionBefore(number);
                LLVMValueRef bit = BitOf(context, condition);
                number.ReplaceAllUsesWith(number.TypeOf == context.Int64 ? bit : context.Builder.BuildTrunc(bit, number.TypeOf));
                number.InstructionEraseFromParent();
            }
        }
    }

    private static bool IsNumber(LLVMValueRef instruction)
        => instruction is { InstructionOpcode: LLVMOpcode.LLVMZExt, TypeOf.IntWidth: <= 64 } && instruction.GetOperand(0).TypeOf.IntWidth == 1;

    // Number of comparisons in a condition; a large number when it contains anything else.
    private static int CountOf(LLVMValueRef condition) => condition switch
    {
        { IsConstantInt: true } => 0,
        { IsInstruction: false } => MostComparisons + 1,
        { InstructionOpcode: LLVMOpcode.LLVMPHI } => 0,
        { InstructionOpcode: LLVMOpcode.LLVMICmp } when condition.GetOperand(0).TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: <= 32 } => 1,
        { InstructionOpcode: LLVMOpcode.LLVMXor } => CountOf(condition.GetOperand(0)) + CountOf(condition.GetOperand(1)),
        _ when ConditionTree.PartsOf(condition) is var (_, first, second) => CountOf(first) + CountOf(second),
        _ => MostComparisons + 1,
    };

    private static LLVMValueRef BitOf(PassContext context, LLVMValueRef condition)
    {
        LLVMBuilderRef builder = context.Builder;
        return condition switch
        {
            { IsConstantInt: true } => LLVMValueRef.CreateConstInt(context.Int64, condition.ConstIntZExt),
            { InstructionOpcode: LLVMOpcode.LLVMPHI } => builder.BuildZExt(condition, context.Int64),
            { InstructionOpcode: LLVMOpcode.LLVMICmp } => Compare(context, condition),
            { InstructionOpcode: LLVMOpcode.LLVMXor } => builder.BuildXor(BitOf(context, condition.GetOperand(0)), BitOf(context, condition.GetOperand(1))),
            _ => Join(context, condition),
        };
    }

    // The second operand of a select may be poison where the first decides.
    private static LLVMValueRef Join(PassContext context, LLVMValueRef condition)
    {
        LLVMBuilderRef builder = context.Builder;
        (bool isAll, LLVMValueRef first, LLVMValueRef second) = ConditionTree.PartsOf(condition)!.Value;
        LLVMValueRef left = BitOf(context, first), right = BitOf(context, second);
        return builder.BuildBinOp(isAll ? LLVMOpcode.LLVMAnd : LLVMOpcode.LLVMOr, left,
            condition.InstructionOpcode == LLVMOpcode.LLVMSelect ? builder.BuildFreeze(right) : right);
    }

    // The sign of a difference of i64 in which no difference of i32 overflows.
    private static LLVMValueRef Compare(PassContext context, LLVMValueRef comparison)
    {
        LLVMBuilderRef builder = context.Builder;
        LLVMIntPredicate predicate = comparison.ICmpPredicate;
        bool isSigned = predicate >= LLVMIntPredicate.LLVMIntSGT;
        LLVMValueRef left = Extend(comparison.GetOperand(0)), right = Extend(comparison.GetOperand(1)), one = LLVMValueRef.CreateConstInt(context.Int64, 1);
        LLVMValueRef negative = predicate switch
        {
            LLVMIntPredicate.LLVMIntEQ => builder.BuildSub(builder.BuildXor(left, right), one),
            LLVMIntPredicate.LLVMIntNE => builder.BuildNeg(builder.BuildXor(left, right)),
            LLVMIntPredicate.LLVMIntULT or LLVMIntPredicate.LLVMIntSLT or LLVMIntPredicate.LLVMIntUGE or LLVMIntPredicate.LLVMIntSGE =>
                builder.BuildSub(left, right),
            _ => builder.BuildSub(right, left),
        };
        LLVMValueRef bit = builder.BuildLShr(negative, LLVMValueRef.CreateConstInt(context.Int64, SignBit));
        return predicate is LLVMIntPredicate.LLVMIntUGE or LLVMIntPredicate.LLVMIntSGE or LLVMIntPredicate.LLVMIntULE or LLVMIntPredicate.LLVMIntSLE
            ? builder.BuildXor(bit, one)
            : bit;

        LLVMValueRef Extend(LLVMValueRef value) => isSigned ? builder.BuildSExt(value, context.Int64) : builder.BuildZExt(value, context.Int64);
    }
}
