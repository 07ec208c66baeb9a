using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Adds an iteration counter to loops that end because a value reaches 0.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i32 @f(i64 %x) {
/// entry:
///   br label %loop
///
/// loop:
///   %mask = phi i64 [ %x, %entry ], [ %rest, %loop ]
///   %n = phi i32 [ 0, %entry ], [ %sum, %loop ]
///   %sum = add i32 %n, 3
///   %less = add i64 %mask, -1
///   %rest = and i64 %mask, %less
///   %isEmpty = icmp eq i64 %rest, 0
///   br i1 %isEmpty, label %end, label %loop
///
/// end:
///   ret i32 %sum
/// }
/// </code>
/// After:
/// <code>
/// define i32 @f(i64 %x) {
/// entry:
///   %0 = call i64 asm "", "=r,0"(i64 0)
///   br label %loop
///
/// loop:
///   %1 = phi i64 [ %0, %entry ], [ %4, %5 ]
///   %2 = phi i64 [ %x, %entry ], [ %rest, %5 ]
///   %3 = phi i32 [ 0, %entry ], [ %sum, %5 ]
///   %4 = add i64 %1, 1
///   %sum = add i32 %3, 3
///   %less = add i64 %2, -1
///   %rest = and i64 %2, %less
///   %isEmpty = icmp eq i64 %rest, 0
///   br i1 %isEmpty, label %end, label %5
///
/// 5:
///   %6 = icmp eq i64 %1, 64
///   br i1 %6, label %end, label %loop
///
/// end:
///   ret i32 %sum
/// }
/// </code>
/// The verifier follows a loop iteration by iteration until a comparison has only one possible result. It knows nothing about a mask without its lowest bit, a
/// quotient or a remainder, so it never stops, and C# code does not have the counter that C programmers add for it. The number of bits or digits bounds the
/// number of iterations: by then the loop has ended, so the second exit changes nothing. A loop that already has a counter is left alone, and so is one that
/// shifts by a constant, which the verifier can follow.
/// </remarks>
internal sealed class BoundLoops : FunctionPass
{
    public override string Name => "bound-loops";

    public override string Purpose => "adds an iteration counter to loops that end because a value reaches 0";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        DominatorTree tree = analyses.DominatorTree;
        List<(NaturalLoop Loop, LLVMBasicBlockRef Exit, ulong Iterations)> found = [];
        foreach (NaturalLoop loop in NaturalLoop.AllOf(tree))
        {
            if (Find(loop, analyses) is var (exit, iterations))
            {
                found.Add((loop, exit, iterations));
            }
        }

        foreach ((NaturalLoop loop, LLVMBasicBlockRef exit, ulong iterations) in found)
        {
            Count(context, loop, exit, iterations);
        }
    }

    // The block with the branch that ends the loop when the value reaches 0, and how many iterations that takes.
    private static (LLVMBasicBlockRef Exit, ulong Iterations)? Find(NaturalLoop loop, FunctionAnalyses analyses)
    {
        (LLVMBasicBlockRef Block, LLVMValueRef Condition, bool EndsWhen)[] exits = [.. loop.ExitsOfEachRound(analyses.DominatorTree)];
        if (exits.Length == 0 || exits.Any(exit => IsCounter(exit.Condition, 0)))
        {
            return null;
        }

        ShrinkingValues numbers = new(new ValueRanges(analyses));
        foreach (LLVMValueRef phi in FunctionBody.Phis(loop.Header)
            .Where(phi => phi.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: > 1 and <= 64 }))
        {
            foreach ((LLVMBasicBlockRef block, LLVMValueRef condition, bool endsWhen) in exits)
            {
                if (ShrinkingValues.Decides(condition, phi, loop, endsWhen) && numbers.MaximumIterations(loop, phi) is { } iterations)
                {
                    return (block, iterations);
                }
            }
        }

        return null;
    }

    // Exit conditions that compare a value known to the verifier in each iteration with a bound.
    private static bool IsCounter(LLVMValueRef condition, int depth)
    {
        const int MaximumDepth = 6;
        if (!condition.IsInstruction || depth > MaximumDepth)
        {
            return false;
        }

        return condition.InstructionOpcode switch
        {
            LLVMOpcode.LLVMICmp => IsBounded(condition.GetOperand(0), condition.GetOperand(1)) || IsBounded(condition.GetOperand(1), condition.GetOperand(0)),
            LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMFreeze
                => Enumerable.Range(0, condition.OperandCount).Any(index => IsCounter(condition.GetOperand((uint)index), depth + 1)),
            _ => false,
        };

        static bool IsBounded(LLVMValueRef counter, LLVMValueRef bound)
            => counter.IsInstruction && counter.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && VerifierBound.IsCounted(counter)
                && (bound.IsConstantInt || (bound.IsInstruction && VerifierBound.Of(bound) is not null));
    }

    private static void Count(PassContext context, NaturalLoop loop, LLVMBasicBlockRef exit, ulong iterations)
    {
        LLVMBuilderRef builder = context.Builder;
        LLVMBasicBlockRef header = loop.Header;
        LLVMValueRef one = LLVMValueRef.CreateConstInt(context.Int64, 1), first = header.FirstInstruction;
        LLVMBasicBlockRef[] sources = Enumerable.Range(0, first.OperandCount).Select(index => first.GetIncomingBlock((uint)index)).ToArray();

        // LLVM must not rewrite the counter.
        Dictionary<LLVMBasicBlockRef, LLVMValueRef> zeros = [];
        foreach (LLVMBasicBlockRef source in sources.Where(source => !loop.Blocks.Contains(source)).Distinct())
        {
            builder.PositionBefore(source.Terminator);
            zeros.Add(source, OpaqueValue.Create(builder, LLVMValueRef.CreateConstNull(context.Int64)));
        }

        builder.PositionBefore(first);
        LLVMValueRef count = builder.BuildPhi(context.Int64);
        builder.PositionBefore(FunctionBody.Start(header));
        LLVMValueRef next = builder.BuildAdd(count, one);
        count.AddIncoming([.. sources.Select(source => zeros.GetValueOrDefault(source, next))], sources);

        LLVMValueRef branch = exit.Terminator, condition = branch.GetOperand(0);
        LLVMBasicBlockRef then = branch.GetSuccessor(0), otherwise = branch.GetSuccessor(1);
        bool endsWhen = !loop.Blocks.Contains(then);
        (LLVMBasicBlockRef outside, LLVMBasicBlockRef inside) = endsWhen ? (then, otherwise) : (otherwise, then);
        LLVMBasicBlockRef counted = header.Parent.AppendBasicBlock("");
        counted.MoveAfter(exit);
        builder.PositionBefore(branch);
        LLVMMetadataRef location = builder.CurrentDebugLocation;
        branch.InstructionEraseFromParent();
        builder.PositionAtEnd(exit);
        builder.CurrentDebugLocation = location;
        builder.BuildCondBr(condition, endsWhen ? outside : counted, endsWhen ? counted : outside);
        builder.PositionAtEnd(counted);
        builder.CurrentDebugLocation = location;
        LLVMValueRef isLast = builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, count, LLVMValueRef.CreateConstInt(context.Int64, iterations));
        builder.BuildCondBr(isLast, outside, inside);
        foreach (LLVMValueRef phi in FunctionBody.Phis(outside))
        {
            phi.AddIncoming([IncomingOf(phi, exit)], [counted]);
        }

        Redirect(builder, inside, exit, counted);
    }

    private static LLVMValueRef IncomingOf(LLVMValueRef phi, LLVMBasicBlockRef block)
        => phi.GetOperand((uint)Enumerable.Range(0, phi.OperandCount).First(index => phi.GetIncomingBlock((uint)index) == block));

    // The C API cannot change the incoming block of a phi operand.
    private static void Redirect(LLVMBuilderRef builder, LLVMBasicBlockRef block, LLVMBasicBlockRef before, LLVMBasicBlockRef after)
    {
        LLVMValueRef[] phis = [.. FunctionBody.Phis(block)];
        foreach (LLVMValueRef phi in phis)
        {
            builder.PositionBefore(phi);
            LLVMValueRef redirected = builder.BuildPhi(phi.TypeOf);
            LLVMValueRef[] values = [.. Enumerable.Range(0, phi.OperandCount).Select(index => phi.GetOperand((uint)index))];
            redirected.AddIncoming(values,
                [.. Enumerable.Range(0, phi.OperandCount).Select(index => phi.GetIncomingBlock((uint)index) is var from && from == before ? after : from)]);
            phi.ReplaceAllUsesWith(redirected);
            phi.InstructionEraseFromParent();
        }
    }
}
