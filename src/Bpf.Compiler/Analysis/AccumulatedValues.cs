using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>
/// The accumulated values of a function: those combined with other values by arithmetic, such as the digits of a number or the bytes of a hash, without
/// bounding anything that the verifier cares about, such as an address, a call argument or a loop count.
/// </summary>
internal sealed class AccumulatedValues(LLVMValueRef function)
{
    // A mask or remainder up to this size already bounds the result.
    private const ulong LargestMask = 0xFFFF;

    private readonly HashSet<LLVMValueRef> _loopExits = [.. LoopExits.ConditionsOf(function)];

    /// <summary>Returns true for an accumulated value.</summary>
    public bool Includes(LLVMValueRef value)
    {
        bool isAccumulated = false;
        foreach (LLVMValueRef item in MadeOf(value).Prepend(value))
        {
            isAccumulated |= JoinsAnother(item);
            if (item.Users.Any(user => IsBound(user, item)))
            {
                return false;
            }
        }

        return isAccumulated;
    }

    private static IEnumerable<LLVMValueRef> MadeOf(LLVMValueRef value)
    {
        HashSet<LLVMValueRef> seen = [];
        Stack<LLVMValueRef> open = new([value]);
        while (open.TryPop(out LLVMValueRef item))
        {
            foreach (LLVMValueRef user in item.Users)
            {
                if (Carries(user, item) && seen.Add(user))
                {
                    open.Push(user);
                    yield return user;
                }
            }
        }
    }

    private static bool JoinsAnother(LLVMValueRef value) => value.InstructionOpcode
        is LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor
        && !value.GetOperand(0).IsConstant && !value.GetOperand(1).IsConstant;

    private bool IsBound(LLVMValueRef user, LLVMValueRef value) => user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMGetElementPtr => user.GetOperand(0) != value,
        LLVMOpcode.LLVMIntToPtr => true,
        LLVMOpcode.LLVMCall => !IsIntrinsic(user),
        LLVMOpcode.LLVMICmp => _loopExits.Contains(user) && LoopCounters.Include(value, user),
        LLVMOpcode.LLVMRet => function.Section.Length == 0,
        _ => false,
    };

    private static bool Carries(LLVMValueRef user, LLVMValueRef value) => user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMURem => user.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: <= LargestMask },
        LLVMOpcode.LLVMSelect => user.GetOperand(0) != value,
        LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMFreeze or LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub
            or LLVMOpcode.LLVMMul
            or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMUDiv
            or LLVMOpcode.LLVMPHI => true,
        LLVMOpcode.LLVMCall => IsIntrinsic(user),
        _ => false,
    };

    private static bool IsIntrinsic(LLVMValueRef call) => call.CalledValue.IsFunction && call.CalledValue.Name.StartsWith("llvm.", StringComparison.Ordinal);
}
