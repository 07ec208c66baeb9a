using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Keeps the bounds of indexes visible to the verifier. LLVM drops a mask or a comparison that it can prove to be redundant, by knowing for instance what
/// a remainder or a count of bits can be at most; the verifier knows nothing of the results of these and needs the bound spelled out. Where the
/// bound of such a result is known it is spelled at the result, for all uses; otherwise the size of the object that is accessed is the bound, at the
/// access.
/// </summary>
internal sealed class IndexBounds
{
    private const ulong LargestBound = 0xFFFF;

    private readonly ObjectModule _module;

    // Whether a value is made of one that the verifier cannot bound.
    private readonly Dictionary<LLVMValueRef, bool> _seen = [];

    // What each value of a function is compared with: an index in a loop is as bounded as the end of the loop.
    private readonly Dictionary<LLVMValueRef, List<LLVMValueRef>> _compared = [];

    private IndexBounds(ObjectModule module) => _module = module;

    public static void Keep(ObjectModule module)
    {
        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            IndexBounds bounds = new(module);
            LLVMValueRef[] instructions = [.. FunctionBody.Instructions(function)];
            foreach (LLVMValueRef comparison in instructions.Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMICmp))
            {
                bounds.Compare(comparison.GetOperand(0), comparison.GetOperand(1));
                bounds.Compare(comparison.GetOperand(1), comparison.GetOperand(0));
            }

            foreach (LLVMValueRef address in instructions.Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr))
            {
                bool isBounded = true;
                for (uint i = 1; i < address.OperandCount; i++)
                {
                    isBounded &= !bounds.IsUnbounded(address.GetOperand(i));
                }

                if (!isBounded)
                {
                    bounds.SpellSize(address);
                }
            }

            foreach (LLVMValueRef condition in LoopExits.ConditionsOf(function))
            {
                bounds.VisitCondition(condition);
            }
        }
    }

    // A loop must have an end that the verifier sees; LLVM counts no longer where it knows how often the loop runs at most.
    private void VisitCondition(LLVMValueRef condition)
    {
        if (!condition.IsInstruction)
        {
            return;
        }

        switch (condition.InstructionOpcode)
        {
            case LLVMOpcode.LLVMICmp:
                IsUnbounded(condition.GetOperand(0));
                IsUnbounded(condition.GetOperand(1));
                break;
            case LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMFreeze:
                for (uint i = 0; i < condition.OperandCount; i++)
                {
                    VisitCondition(condition.GetOperand(i));
                }

                break;
        }
    }

    private void Compare(LLVMValueRef value, LLVMValueRef other)
    {
        if (value.IsInstruction && other.IsInstruction)
        {
            if (!_compared.TryGetValue(value, out List<LLVMValueRef>? others))
            {
                _compared.Add(value, others = []);
            }

            others.Add(other);
        }
    }

    // Goes to the values that an index is made of and that the verifier cannot bound; true when one remains so.
    private bool IsUnbounded(LLVMValueRef value)
    {
        if (!value.IsInstruction)
        {
            return false;
        }

        if (!_seen.TryGetValue(value, out bool isUnbounded))
        {
            _seen.Add(value, false);
            foreach (LLVMValueRef other in _compared.GetValueOrDefault(value, []))
            {
                IsUnbounded(other);
            }

            _seen[value] = isUnbounded = Visit(value);
        }

        return isUnbounded;
    }

    private bool Visit(LLVMValueRef value)
    {
        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMFreeze or LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub
                or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMPHI:
                // Narrow values are compared in a copy without the bits above them, and the verifier learns of that copy only.
                return AnyOperandIsUnbounded(value, (uint)value.OperandCount) || value.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: > 1 and < 32 };
            // The code generator drops masks too.
            case LLVMOpcode.LLVMAnd when value.GetOperand(1) is { IsConstantInt: true } mask:
                return ValueBounds.Of(value.GetOperand(0)).Largest <= (mask.ConstIntZExt << 1) && IsUnbounded(value.GetOperand(0));
            // One bounded side is enough.
            case LLVMOpcode.LLVMAnd:
                uint smaller = ValueBounds.Of(value.GetOperand(1)).Largest < ValueBounds.Of(value.GetOperand(0)).Largest ? 1u : 0;
                return IsUnbounded(value.GetOperand(smaller)) && IsUnbounded(value.GetOperand(1 - smaller));
            case LLVMOpcode.LLVMLShr when value.GetOperand(1).IsConstantInt:
                return IsUnbounded(value.GetOperand(0));
            case LLVMOpcode.LLVMCall when Barrier.IsHidden(value):
                return IsUnbounded(value.GetOperand(0));
            case LLVMOpcode.LLVMCall when ValueBounds.IntrinsicOf(value) is "umin" or "umax" or "smin" or "smax":
                return AnyOperandIsUnbounded(value, 2);
            case LLVMOpcode.LLVMURem or LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMCall:
                ulong bound = ValueBounds.Of(value).Largest;
                if (bound <= LargestBound && value.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind)
                {
                    SpellForAllUses(value, bound);
                    return false;
                }

                // Of calls LLVM knows no more than the verifier.
                return value.InstructionOpcode != LLVMOpcode.LLVMCall && !(value.InstructionOpcode == LLVMOpcode.LLVMAShr && value.GetOperand(1).IsConstantInt);
            default:
                return false;
        }
    }

    private bool AnyOperandIsUnbounded(LLVMValueRef value, uint count)
    {
        bool isUnbounded = false;
        for (uint i = 0; i < count; i++)
        {
            isUnbounded |= IsUnbounded(value.GetOperand(i));
        }

        return isUnbounded;
    }

    private void SpellForAllUses(LLVMValueRef value, ulong bound)
    {
        LLVMBuilderRef builder = _module.Builder;
        builder.PositionBefore(value.NextInstruction);
        LLVMValueRef wide = builder.BuildZExt(value, _module.Types.Int64);
        LLVMValueRef hidden = Barrier.Hide(builder, wide);
        LLVMValueRef bounded = Spell(hidden, bound, (bound & (bound + 1)) == 0 ? bound : ulong.MaxValue);
        LLVMValueRef result = value.TypeOf == _module.Types.Int64 ? bounded : builder.BuildTrunc(bounded, value.TypeOf);
        value.ReplaceAllUsesWith(result);
        (wide == value ? hidden : wide).SetOperand(0, value);
        _seen.TryAdd(hidden, false);
        _seen.TryAdd(result, false);
    }

    // C# checks each index, and LLVM has removed the check: the address is in the object wherever it is read or written.
    private void SpellSize(LLVMValueRef address)
    {
        LLVMValueRef index = address.GetOperand(1);
        ulong size = SizeOf(address.GetOperand(0)), largest = LargestAccess(address);
        if (address.OperandCount != 2 || address.SourceElementType != _module.Types.Int8 || index.TypeOf != _module.Types.Int64 || largest == 0 || largest > size)
        {
            return;
        }

        _module.Builder.PositionBefore(address);
        ulong mask = (size & (size - 1)) == 0 ? (size - 1) & ValueBounds.Of(index).Bits : ulong.MaxValue;
        address.SetOperand(1, Spell(Barrier.Hide(_module.Builder, index), size - largest, mask));
    }

    // Zero for an object of unknown size.
    private ulong SizeOf(LLVMValueRef pointer)
        => pointer.IsGlobalVariable ? _module.SizeOf(pointer.GlobalValueType)
            : pointer.IsInstruction && pointer.InstructionOpcode == LLVMOpcode.LLVMAlloca && pointer.GetOperand(0) is { IsConstantInt: true, ConstIntZExt: 1 }
                ? _module.SizeOf(pointer.AllocatedType)
                : 0;

    // Bytes; zero when something else than reads and writes is done with the address.
    private ulong LargestAccess(LLVMValueRef address)
    {
        ulong largest = 0;
        foreach (LLVMValueRef user in address.Users)
        {
            LLVMTypeRef? type = user.InstructionOpcode switch
            {
                LLVMOpcode.LLVMLoad => user.TypeOf,
                LLVMOpcode.LLVMStore when user.GetOperand(1) == address && user.GetOperand(0) != address => user.GetOperand(0).TypeOf,
                _ => null,
            };
            if (type is null)
            {
                return 0;
            }

            largest = Math.Max(largest, _module.SizeOf(type.Value));
        }

        return largest;
    }

    // A mask where one does, otherwise a comparison; either changes nothing, and LLVM must not know.
    private LLVMValueRef Spell(LLVMValueRef hidden, ulong bound, ulong mask)
    {
        LLVMBuilderRef builder = _module.Builder;
        LLVMTypeRef word = _module.Types.Int64;
        LLVMValueRef limit = LLVMValueRef.CreateConstInt(word, bound);
        return mask <= bound
            ? builder.BuildAnd(hidden, LLVMValueRef.CreateConstInt(word, mask))
            : builder.BuildSelect(builder.BuildICmp(LLVMIntPredicate.LLVMIntUGT, hidden, limit), limit, hidden);
    }
}
