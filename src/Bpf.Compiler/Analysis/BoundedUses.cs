using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Finds the uses of a value for which the verifier must know its bounds: addresses, sizes passed to helpers, and loop exit conditions.</summary>
internal sealed class BoundedUses
{
    private const int MaximumDepth = 8;
    private readonly HashSet<LLVMValueRef> _loopExits;

    public BoundedUses(LLVMValueRef function) => _loopExits = [.. LoopExits.ConditionsOf(function)];

    /// <summary>Returns true when a user of a value uses it in one of these ways.</summary>
    public bool Includes(LLVMValueRef user, LLVMValueRef value) => Includes(user, value, 0);

    private bool Includes(LLVMValueRef user, LLVMValueRef value, int depth)
        => depth < MaximumDepth && !UpperBound.IsSpelled(user) && user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMGetElementPtr => user.GetOperand(0) != value,
        LLVMOpcode.LLVMCall when OpaqueValue.IsOpaque(user) => user.Users.Any(next => Includes(next, user, depth + 1)),
        LLVMOpcode.LLVMCall => !user.CalledValue.IsFunction,
        LLVMOpcode.LLVMICmp => _loopExits.Contains(user) && LoopCounters.Include(value, user),
        LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul
            or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMSelect
            => user.Users.Any(next => Includes(next, user, depth + 1)),
        _ => false,
    };
}
