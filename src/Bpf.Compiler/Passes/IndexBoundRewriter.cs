using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Runs <see cref="IndexBounds"/> on one function.</summary>
internal sealed class IndexBoundRewriter(PassContext context, FunctionAnalyses analyses)
{
    private const ulong LargestBound = 0xFFFF;

    // Whether a value is computed from one that the verifier cannot bound.
    private readonly Dictionary<LLVMValueRef, bool> _seen = [];

    // The values that each value is compared with: an index in a loop is bounded only if the end of the loop is.
    private readonly Dictionary<LLVMValueRef, List<LLVMValueRef>> _compared = [];

    public void Run()
    {
        LLVMValueRef[] instructions = [.. FunctionBody.Instructions(analyses.Function)];
        foreach (LLVMValueRef comparison in instructions.Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMICmp))
        {
            Compare(comparison.GetOperand(0), comparison.GetOperand(1));
            Compare(comparison.GetOperand(1), comparison.GetOperand(0));
        }

        foreach (LLVMValueRef address in instructions.Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr))
        {
            for (uint i = 1; i < address.OperandCount; i++)
            {
                IsUnbounded(address.GetOperand(i));
            }
        }

        foreach (LLVMValueRef condition in LoopExits.ConditionsOf(analyses.Function))
        {
            VisitCondition(condition);
        }
    }

    // A loop must have an end that the verifier sees; LLVM drops a counter when it knows the maximum number of iterations.
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

    // Visits the operands of an index that the verifier cannot bound; true when one remains unbounded.
    private bool IsUnbounded(LLVMValueRef value)
    {
        if (!value.IsInstruction || UpperBound.IsSpelled(value))
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
                // The code generator compares a zero-extended copy of an i8 or i16, and the verifier learns only about that copy.
                return AnyOperandIsUnbounded(value, (uint)value.OperandCount)
                    || value.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: > 1 and < 32 };
            // The code generator also drops masks.
            case LLVMOpcode.LLVMAnd when value.GetOperand(1) is { IsConstantInt: true } mask:
                return KnownBits.Of(value.GetOperand(0)).Largest <= (mask.ConstIntZExt << 1) && IsUnbounded(value.GetOperand(0));
            // One bounded operand is enough.
            case LLVMOpcode.LLVMAnd:
                uint smaller = KnownBits.Of(value.GetOperand(1)).Largest < KnownBits.Of(value.GetOperand(0)).Largest ? 1u : 0;
                return IsUnbounded(value.GetOperand(smaller)) && IsUnbounded(value.GetOperand(1 - smaller));
            case LLVMOpcode.LLVMLShr when value.GetOperand(1).IsConstantInt:
                return IsUnbounded(value.GetOperand(0));
            case LLVMOpcode.LLVMCall when OpaqueValue.IsOpaque(value):
                return IsUnbounded(value.GetOperand(0));
            // The code generator compares the value and selects a copy of it; for the low half of a register the verifier does not see that they are equal.
            case LLVMOpcode.LLVMCall
                when KnownBits.IntrinsicOf(value) is "umin" && value.GetOperand(0) is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMTrunc }
                && KnownBits.Of(value).Largest is <= LargestBound and var least:
                SpellForAllUses(value, least);
                return false;
            case LLVMOpcode.LLVMCall when KnownBits.IntrinsicOf(value) is "umin" or "umax" or "smin" or "smax":
                return AnyOperandIsUnbounded(value, 2);
            case LLVMOpcode.LLVMURem or LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMCall:
                ulong bound = KnownBits.Of(value).Largest;
                if (bound <= LargestBound && value.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind)
                {
                    SpellForAllUses(value, bound);
                    return false;
                }

                // LLVM knows no more about calls than the verifier does.
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
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(value.NextInstruction);
        LLVMValueRef wide = builder.BuildZExt(value, context.Int64);
        LLVMValueRef opaque = OpaqueValue.Create(builder, wide);
        LLVMValueRef bounded = Spell(opaque, bound, (bound & (bound + 1)) == 0 ? bound : ulong.MaxValue);
        LLVMValueRef result = value.TypeOf == context.Int64 ? bounded : builder.BuildTrunc(bounded, value.TypeOf);
        value.ReplaceAllUsesWith(result);
        (wide == value ? opaque : wide).SetOperand(0, value);
        _seen.TryAdd(opaque, false);
        _seen.TryAdd(result, false);
    }

    // A mask where possible, otherwise a comparison; neither changes the value, but LLVM must not know that.
    private LLVMValueRef Spell(LLVMValueRef opaque, ulong bound, ulong mask)
    {
        LLVMBuilderRef builder = context.Builder;
        LLVMTypeRef i64 = context.Int64;
        LLVMValueRef limit = LLVMValueRef.CreateConstInt(i64, bound);
        return mask <= bound
            ? builder.BuildAnd(opaque, LLVMValueRef.CreateConstInt(i64, mask))
            : builder.BuildSelect(builder.BuildICmp(LLVMIntPredicate.LLVMIntUGT, opaque, limit), limit, opaque);
    }
}
