using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Runs <see cref="RangeChecks"/> on one function.</summary>
internal sealed class RangeCheckRewriter(PassContext context, FunctionAnalyses analyses)
{
    private const int MaximumDepth = 3;

    private DominatorTree Dominators => analyses.DominatorTree;

    private BoundedUses Uses => analyses.BoundedUses;

    public void Run()
    {
        foreach (DominatingCondition condition in analyses.Conditions)
        {
            if (RangeCheck.Of(condition) is { } check)
            {
                Visit(check);
            }
        }

        DominatingCondition[] usable = [.. analyses.Conditions.Where(condition => Dominators.PredecessorsOf(condition.Inside).Count == 1)];
        CutMasks(usable);
        MeasureFromCompared(usable);
    }

    private void Visit(RangeCheck check)
    {
        if (Dominators.PredecessorsOf(check.Inside).Count != 1)
        {
            return;
        }

        LLVMValueRef? bounded = null;
        ConstantRange range = new((long)check.Lowest, (long)(check.Lowest + check.Extent));
        foreach (LLVMValueRef wide in Within(check.Value, 0).Distinct().ToArray())
        {
            if (I32Extension.Of(wide) is { } extension && extension.Low == check.Value && range.IsSmall((int)extension.Addend)
                && Dominators.Dominates(check.Inside, wide.InstructionParent) && wide.Users.Any(user => Uses.Includes(user, wide)))
            {
                WithoutMask(wide, extension, bounded ??= Bounded(check));
            }
        }

        LLVMValueRef? extended = null;
        foreach (LLVMValueRef extension in ExtensionsOf(check).ToArray())
        {
            Replace(extension, () => extended ??= Extended(bounded ??= Bounded(check)));
        }

        Replace(check.Value, () => bounded ??= Bounded(check));

        void Replace(LLVMValueRef old, Func<LLVMValueRef> make)
        {
            foreach (LLVMValueRef user in old.Users.Distinct().ToArray())
            {
                if (user.InstructionOpcode == LLVMOpcode.LLVMPHI || !Dominators.Dominates(check.Inside, user.InstructionParent) || !Uses.Includes(user, old))
                {
                    continue;
                }

                LLVMValueRef replacement = make();
                if (IsRedundantMask(user, check))
                {
                    user.ReplaceAllUsesWith(replacement);
                    continue;
                }

                for (uint i = 0; i < user.OperandCount; i++)
                {
                    if (user.GetOperand(i) == old)
                    {
                        user.SetOperand(i, replacement);
                    }
                }
            }
        }
    }

    private LLVMValueRef Bounded(RangeCheck check)
    {
        LLVMValueRef distance = check.CompareDistance(context.Builder);
        context.Builder.PositionBefore(FunctionBody.Start(check.Inside));
        return context.Builder.BuildAdd(OpaqueValue.Create(context.Builder, distance), LLVMValueRef.CreateConstInt(distance.TypeOf, check.Lowest));
    }

    private LLVMValueRef Extended(LLVMValueRef bounded)
    {
        context.Builder.PositionBefore(bounded.NextInstruction);
        return context.Builder.BuildZExt(bounded, context.Int64);
    }

    // Indexes are i32 in C#. If the program knows an i64 to be small, its upper bits need not be masked off; with the mask, the verifier would have to
    // know the low 32 bits, which it does not for numbers that were negative before they became an index.
    private void CutMasks(DominatingCondition[] usable)
    {
        ILookup<LLVMValueRef, (LLVMValueRef Wide, uint Addend)> compared = usable.Select(condition => condition.Comparison.GetOperand(0)).Distinct()
            .Where(value => value.TypeOf == context.Int64)
            .Select(value => (Wide: value, Narrow: I32Extension.LowOf(value)))
            .ToLookup(item => item.Narrow.Low, item => (item.Wide, (uint)item.Narrow.Addend));
        foreach (LLVMValueRef wide in FunctionBody.Integers(analyses.Function, 64).ToArray())
        {
            if (I32Extension.Of(wide) is not { } extension || !wide.Users.Any(user => Uses.Includes(user, wide)))
            {
                continue;
            }

            DominatingCondition[] known = [.. usable.Where(condition => Dominators.Dominates(condition.Inside, wide.InstructionParent))];
            foreach ((LLVMValueRef other, uint addend) in compared[extension.Low])
            {
                I32Extension distance = extension with { Addend = (uint)extension.Addend - addend };
                ConstantRange range = ConstantRange.Of(other, known);
                if (other != wide && range.IsSmall((int)distance.Addend) && (range.Lowest < 0 || distance.Addend != 0))
                {
                    WithoutMask(wide, distance, other);
                    break;
                }
            }
        }
    }

    // The verifier does not see (before 6.18 for 32 bits) that two sums of one value and different constants are a constant apart.
    private void MeasureFromCompared(DominatingCondition[] usable)
    {
        ILookup<LLVMValueRef, (LLVMValueRef Sum, ulong Addend)> compared = usable.Select(condition => condition.Comparison.GetOperand(0)).Distinct()
            .Where(value => value.TypeOf == context.Int32)
            .Select(value => (Sum: value, Parts: I32Extension.WithoutConstants(value)))
            .ToLookup(item => item.Parts.Value, item => (item.Sum, item.Parts.Addend));
        foreach (LLVMValueRef wide in FunctionBody.Integers(analyses.Function, 64)
            .Where(wide => wide.InstructionOpcode is LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt).ToArray())
        {
            LLVMValueRef narrow = wide.GetOperand(0);
            if (narrow.TypeOf != context.Int32 || !wide.Users.Any(user => Uses.Includes(user, wide)))
            {
                continue;
            }

            (LLVMValueRef root, ulong addend) = I32Extension.WithoutConstants(narrow);
            DominatingCondition[] known = [.. usable.Where(condition => Dominators.Dominates(condition.Inside, wide.InstructionParent))];
            foreach ((LLVMValueRef sum, ulong other) in compared[root])
            {
                int distance = (int)(addend - other);
                if (distance != 0 && sum != root && ConstantRange.Of(sum, known).IsSmall(distance))
                {
                    LLVMBuilderRef builder = context.Builder;
                    builder.PositionBefore(wide);
                    LLVMValueRef index = builder.BuildAdd(OpaqueValue.Create(builder, sum), LLVMValueRef.CreateConstInt(sum.TypeOf, (uint)distance));
                    wide.ReplaceAllUsesWith(builder.BuildZExt(index, wide.TypeOf));
                    break;
                }
            }
        }
    }

    private static IEnumerable<LLVMValueRef> Within(LLVMValueRef value, int depth) => depth == MaximumDepth
        ? []
        : value.Users.Where(user => user.TypeOf == value.TypeOf).SelectMany(user => Within(user, depth + 1).Prepend(user));

    private void WithoutMask(LLVMValueRef wide, I32Extension extension, LLVMValueRef bounded)
    {
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(wide);
        LLVMValueRef index = bounded;
        if (extension.Addend != 0)
        {
            // The code generator would shift first, even negative numbers, and the verifier loses track of those.
            index = OpaqueValue.Create(builder, builder.BuildAdd(bounded, LLVMValueRef.CreateConstInt(bounded.TypeOf, (ulong)(int)extension.Addend)));
        }

        wide.ReplaceAllUsesWith(extension.Up == 0 ? index : builder.BuildShl(index, LLVMValueRef.CreateConstInt(bounded.TypeOf, (ulong)extension.Up)));
    }

    // With a redundant mask, the verifier loses the lower bound.
    private static bool IsRedundantMask(LLVMValueRef user, RangeCheck check)
        => user.InstructionOpcode == LLVMOpcode.LLVMAnd && user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var mask } && (mask & (mask + 1)) == 0
            && check.Lowest <= mask && check.Extent <= mask - check.Lowest;

    // Sign extension of a non-negative value is zero extension too.
    private IEnumerable<LLVMValueRef> ExtensionsOf(RangeCheck check)
    {
        bool isPositive = check.Lowest <= int.MaxValue && check.Extent <= int.MaxValue - check.Lowest;
        return check.Value.Users.Where(user => user.TypeOf == context.Int64
            && (user.InstructionOpcode == LLVMOpcode.LLVMZExt || (isPositive && user.InstructionOpcode == LLVMOpcode.LLVMSExt)));
    }

}
