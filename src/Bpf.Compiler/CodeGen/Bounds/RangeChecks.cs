using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Keeps the bounds of values that were compared from both sides. LLVM makes one comparison of two, <c>x - 1 &lt; 16</c> of <c>x &gt; 0 &amp;&amp; x &lt;= 16</c>, by
/// which the verifier learns the bounds of the difference but nothing of x (kernels before 6.12 never, later ones for 64 bits only). Behind such a
/// comparison, indexes and sizes are made of the difference.
/// </summary>
internal sealed class RangeChecks
{
    private const int MaximumDepth = 3;

    private readonly ObjectModule _module;
    private readonly Dominators _dominators;
    private readonly BoundedUses _uses;

    private RangeChecks(ObjectModule module, LLVMValueRef function)
    {
        _module = module;
        _dominators = new Dominators(function);
        _uses = new BoundedUses(function);
    }

    public static void Keep(ObjectModule module)
    {
        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            BranchFact[] facts = [.. BranchFact.AllOf(function)];
            if (facts.Length == 0)
            {
                continue;
            }

            RangeChecks ranges = new(module, function);
            foreach (BranchFact fact in facts)
            {
                if (RangeCheck.Of(fact) is { } check)
                {
                    ranges.Visit(check);
                }
            }

            BranchFact[] usable = [.. facts.Where(fact => ranges._dominators.PredecessorsOf(fact.Inside).Count == 1)];
            ranges.CutMasks(function, usable);
            ranges.MeasureFromCompared(function, usable);
        }
    }

    private void Visit(RangeCheck check)
    {
        if (_dominators.PredecessorsOf(check.Inside).Count != 1)
        {
            return;
        }

        LLVMValueRef? bounded = null;
        KnownRange range = new((long)check.Lowest, (long)(check.Lowest + check.Extent));
        foreach (LLVMValueRef word in Within(check.Value, 0).Distinct().ToArray())
        {
            if (HalfWordExtension.Of(word) is { } extension && extension.Low == check.Value && range.IsSmall((int)extension.Addend)
                && _dominators.IsBefore(check.Inside, word.InstructionParent) && word.Users.Any(user => _uses.Includes(user, word)))
            {
                WithoutMask(word, extension, bounded ??= Bounded(check));
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
                if (user.InstructionOpcode == LLVMOpcode.LLVMPHI || !_dominators.IsBefore(check.Inside, user.InstructionParent) || !_uses.Includes(user, old))
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
        LLVMValueRef distance = check.CompareDistance(_module.Builder);
        _module.Builder.PositionBefore(FunctionBody.Start(check.Inside));
        return _module.Builder.BuildAdd(Barrier.Hide(_module.Builder, distance), LLVMValueRef.CreateConstInt(distance.TypeOf, check.Lowest));
    }

    private LLVMValueRef Extended(LLVMValueRef bounded)
    {
        _module.Builder.PositionBefore(bounded.NextInstruction);
        return _module.Builder.BuildZExt(bounded, _module.Types.Int64);
    }

    // Indexes are half a word. Of a word that the program knows to be small, the upper half need not be cut off; with the mask, the verifier would have to
    // know of the lower half, which it does not of numbers that were below zero before they became an index.
    private void CutMasks(LLVMValueRef function, BranchFact[] usable)
    {
        ILookup<LLVMValueRef, (LLVMValueRef Word, uint Addend)> compared = usable.Select(fact => fact.Comparison.GetOperand(0)).Distinct()
            .Where(value => value.TypeOf == _module.Types.Int64)
            .Select(value => (Word: value, Half: HalfWordExtension.LowOf(value)))
            .ToLookup(item => item.Half.Low, item => (item.Word, (uint)item.Half.Addend));
        foreach (LLVMValueRef word in FunctionBody.Integers(function, 64).ToArray())
        {
            if (HalfWordExtension.Of(word) is not { } extension || !word.Users.Any(user => _uses.Includes(user, word)))
            {
                continue;
            }

            BranchFact[] known = [.. usable.Where(fact => _dominators.IsBefore(fact.Inside, word.InstructionParent))];
            foreach ((LLVMValueRef other, uint addend) in compared[extension.Low])
            {
                HalfWordExtension distance = extension with { Addend = (uint)extension.Addend - addend };
                KnownRange range = KnownRange.Of(other, known);
                if (other != word && range.IsSmall((int)distance.Addend) && (range.Lowest < 0 || distance.Addend != 0))
                {
                    WithoutMask(word, distance, other);
                    break;
                }
            }
        }
    }

    // Of two sums of one value and different constants the verifier (before 6.18 for 32 bits) does not see that they are a constant apart.
    private void MeasureFromCompared(LLVMValueRef function, BranchFact[] usable)
    {
        ILookup<LLVMValueRef, (LLVMValueRef Sum, ulong Addend)> compared = usable.Select(fact => fact.Comparison.GetOperand(0)).Distinct()
            .Where(value => value.TypeOf == _module.Types.Int32)
            .Select(value => (Sum: value, Parts: HalfWordExtension.WithoutConstants(value)))
            .ToLookup(item => item.Parts.Value, item => (item.Sum, item.Parts.Addend));
        foreach (LLVMValueRef word in FunctionBody.Integers(function, 64).Where(word => word.InstructionOpcode is LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt).ToArray())
        {
            LLVMValueRef half = word.GetOperand(0);
            if (half.TypeOf != _module.Types.Int32 || !word.Users.Any(user => _uses.Includes(user, word)))
            {
                continue;
            }

            (LLVMValueRef root, ulong addend) = HalfWordExtension.WithoutConstants(half);
            BranchFact[] known = [.. usable.Where(fact => _dominators.IsBefore(fact.Inside, word.InstructionParent))];
            foreach ((LLVMValueRef sum, ulong other) in compared[root])
            {
                int distance = (int)(addend - other);
                if (distance != 0 && sum != root && KnownRange.Of(sum, known).IsSmall(distance))
                {
                    LLVMBuilderRef builder = _module.Builder;
                    builder.PositionBefore(word);
                    LLVMValueRef index = builder.BuildAdd(Barrier.Hide(builder, sum), LLVMValueRef.CreateConstInt(sum.TypeOf, (uint)distance));
                    word.ReplaceAllUsesWith(builder.BuildZExt(index, word.TypeOf));
                    break;
                }
            }
        }
    }

    private static IEnumerable<LLVMValueRef> Within(LLVMValueRef value, int depth) => depth == MaximumDepth
        ? []
        : value.Users.Where(user => user.TypeOf == value.TypeOf).SelectMany(user => Within(user, depth + 1).Prepend(user));

    private void WithoutMask(LLVMValueRef word, HalfWordExtension extension, LLVMValueRef bounded)
    {
        LLVMBuilderRef builder = _module.Builder;
        builder.PositionBefore(word);
        LLVMValueRef index = bounded;
        if (extension.Addend != 0)
        {
            // The code generator would shift first, numbers below zero too, and the verifier loses these.
            index = Barrier.Hide(builder, builder.BuildAdd(bounded, LLVMValueRef.CreateConstInt(bounded.TypeOf, (ulong)(int)extension.Addend)));
        }

        word.ReplaceAllUsesWith(extension.Up == 0 ? index : builder.BuildShl(index, LLVMValueRef.CreateConstInt(bounded.TypeOf, (ulong)extension.Up)));
    }

    // A mask that changes nothing takes the lower bound from the verifier.
    private static bool IsRedundantMask(LLVMValueRef user, RangeCheck check)
        => user.InstructionOpcode == LLVMOpcode.LLVMAnd && user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var mask } && (mask & (mask + 1)) == 0
            && check.Lowest <= mask && check.Extent <= mask - check.Lowest;

    // Of a value that is not negative the sign is zeros too.
    private IEnumerable<LLVMValueRef> ExtensionsOf(RangeCheck check)
    {
        bool isPositive = check.Lowest <= int.MaxValue && check.Extent <= int.MaxValue - check.Lowest;
        return check.Value.Users.Where(user => user.TypeOf == _module.Types.Int64
            && (user.InstructionOpcode == LLVMOpcode.LLVMZExt || (isPositive && user.InstructionOpcode == LLVMOpcode.LLVMSExt)));
    }

}
