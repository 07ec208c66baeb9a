using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Keeps the bounds of values that were compared from both sides. LLVM makes one comparison of two, <c>x - 1 &lt; 16</c> of <c>x &gt; 0 &amp;&amp; x &lt;= 16</c>, by
/// which the verifier learns the bounds of the difference but nothing of x (kernels before 6.12 never, later ones for 64 bits only). Behind such a
/// comparison, indexes and sizes are made of the difference.
/// </summary>
internal sealed class RangeChecks
{
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
            RangeCheck[] checks = [.. RangeCheck.AllOf(function)];
            if (checks.Length == 0)
            {
                continue;
            }

            RangeChecks ranges = new(module, function);
            foreach (RangeCheck check in checks)
            {
                ranges.Visit(check);
            }
        }
    }

    private void Visit(RangeCheck check)
    {
        if (_dominators.PredecessorsOf(check.Inside).Count != 1)
        {
            return;
        }

        LLVMValueRef? bounded = null;
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
        _module.Builder.PositionBefore(FirstAfterPhis(check.Inside));
        return _module.Builder.BuildAdd(Barrier.Hide(_module.Builder, distance), LLVMValueRef.CreateConstInt(distance.TypeOf, check.Lowest));
    }

    private LLVMValueRef Extended(LLVMValueRef bounded)
    {
        _module.Builder.PositionBefore(bounded.NextInstruction);
        return _module.Builder.BuildZExt(bounded, _module.Types.Int64);
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

    private static LLVMValueRef FirstAfterPhis(LLVMBasicBlockRef block)
    {
        LLVMValueRef instruction = block.FirstInstruction;
        while (instruction.InstructionOpcode == LLVMOpcode.LLVMPHI)
        {
            instruction = instruction.NextInstruction;
        }

        return instruction;
    }
}
