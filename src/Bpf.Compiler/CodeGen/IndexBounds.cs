using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Keeps the bounds of indexes visible to the verifier. LLVM drops a mask or a comparison that it can prove to be redundant, by knowing for instance what
/// a remainder or a count of bits can be at most; the verifier knows nothing of the results of these and needs the bound spelled out.
/// </summary>
internal sealed class IndexBounds
{
    private const ulong LargestBound = 0xFFFF;

    private readonly ObjectModule _module;
    private readonly HashSet<LLVMValueRef> _seen = [];

    // What each value of a function is compared with: an index in a loop is as bounded as the end of the loop.
    private readonly Dictionary<LLVMValueRef, List<LLVMValueRef>> _compared = [];

    private IndexBounds(ObjectModule module) => _module = module;

    public static void Keep(ObjectModule module)
    {
        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            IndexBounds bounds = new(module);
            LLVMValueRef[] instructions = [.. Instructions(function)];
            foreach (LLVMValueRef comparison in instructions.Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMICmp))
            {
                bounds.Compare(comparison.GetOperand(0), comparison.GetOperand(1));
                bounds.Compare(comparison.GetOperand(1), comparison.GetOperand(0));
            }

            foreach (LLVMValueRef address in instructions.Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr))
            {
                for (uint i = 1; i < address.OperandCount; i++)
                {
                    bounds.Visit(address.GetOperand(i));
                }
            }
        }
    }

    private static IEnumerable<LLVMValueRef> Instructions(LLVMValueRef function)
    {
        for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
        {
            for (LLVMValueRef instruction = block.FirstInstruction; instruction.Handle != 0; instruction = instruction.NextInstruction)
            {
                yield return instruction;
            }
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

    // Goes to the values that an index is made of and that the verifier cannot bound.
    private void Visit(LLVMValueRef value)
    {
        if (!value.IsInstruction || !_seen.Add(value))
        {
            return;
        }

        foreach (LLVMValueRef other in _compared.GetValueOrDefault(value, []))
        {
            Visit(other);
        }

        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMFreeze or LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub
                or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMPHI:
                VisitOperands(value, (uint)value.OperandCount);
                break;
            // The code generator drops masks too.
            case LLVMOpcode.LLVMAnd when value.GetOperand(1) is { IsConstantInt: true } mask
                && ValueBounds.Of(value.GetOperand(0)).Largest <= (mask.ConstIntZExt << 1):
            case LLVMOpcode.LLVMLShr when value.GetOperand(1).IsConstantInt:
                Visit(value.GetOperand(0));
                break;
            case LLVMOpcode.LLVMCall when ValueBounds.IntrinsicOf(value) is "umin" or "umax" or "smin" or "smax":
                VisitOperands(value, 2);
                break;
            case LLVMOpcode.LLVMURem or LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMCall:
                ulong bound = ValueBounds.Of(value).Largest;
                if (bound <= LargestBound && value.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind)
                {
                    Spell(value, bound);
                }

                break;
        }
    }

    private void VisitOperands(LLVMValueRef value, uint count)
    {
        for (uint i = 0; i < count; i++)
        {
            Visit(value.GetOperand(i));
        }
    }

    // A mask where the bound has the form of one, otherwise a comparison; either changes nothing, and LLVM must not know.
    private void Spell(LLVMValueRef value, ulong bound)
    {
        LLVMBuilderRef builder = _module.Builder;
        LLVMTypeRef type = value.TypeOf, word = _module.Types.Int64;
        builder.PositionBefore(value.NextInstruction);
        LLVMValueRef wide = builder.BuildZExt(value, word);
        LLVMValueRef hidden = Barrier.Hide(builder, wide);
        LLVMValueRef limit = LLVMValueRef.CreateConstInt(word, bound);
        LLVMValueRef bounded = (bound & (bound + 1)) == 0
            ? builder.BuildAnd(hidden, limit)
            : builder.BuildSelect(builder.BuildICmp(LLVMIntPredicate.LLVMIntUGT, hidden, limit), limit, hidden);
        LLVMValueRef result = type == word ? bounded : builder.BuildTrunc(bounded, type);
        value.ReplaceAllUsesWith(result);
        if (type == word)
        {
            hidden.SetOperand(0, value);
        }
        else
        {
            wide.SetOperand(0, value);
        }

        _seen.Add(hidden);
    }
}
