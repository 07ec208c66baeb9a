using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Divisions by a variable, as the instructions of BPF do them: x / 0 is 0 and x % 0 is x. To LLVM a division is proof that the divisor is not 0, and it
/// would delete later checks; so it only sees a piece of assembly.
/// </summary>
internal sealed class UnsignedDivision(ObjectModule module)
{
    // Constants that LLVM keeps once for each text and type.
    private readonly Dictionary<LLVMValueRef, LLVMOpcode> _made = [];

    public LLVMValueRef Build(LLVMValueRef dividend, LLVMValueRef divisor, bool isRemainder)
    {
        LLVMOpcode opcode = isRemainder ? LLVMOpcode.LLVMURem : LLVMOpcode.LLVMUDiv;
        if (divisor.IsConstantInt && divisor.ConstIntZExt != 0)
        {
            return module.Builder.BuildBinOp(opcode, dividend, divisor);
        }

        if (dividend.TypeOf == module.Types.Int32 && module.CpuVersion < 3)
        {
            LLVMValueRef wide = Build(module.Builder.BuildZExt(dividend, module.Types.Int64), module.Builder.BuildZExt(divisor, module.Types.Int64), isRemainder);
            return module.Builder.BuildTrunc(wide, module.Types.Int32);
        }

        LLVMTypeRef type = dividend.TypeOf;
        string register = type == module.Types.Int32 ? "w" : "r";
        LLVMValueRef assembly = LLVMValueRef.CreateConstInlineAsm(LLVMTypeRef.CreateFunction(type, [type, type]), isRemainder ? "$0 %= $2" : "$0 /= $2",
            $"={register},0,{register}", hasSideEffects: false, isAlignStack: false);
        _made[assembly] = opcode;
        return module.Builder.BuildCall2(LLVMTypeRef.CreateFunction(type, [type, type]), assembly, [dividend, divisor]);
    }

    /// <summary>Divisors that have turned out to be constants become immediate operands, or shifts.</summary>
    public void Simplify()
    {
        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
            {
                LLVMValueRef next;
                for (LLVMValueRef instruction = block.FirstInstruction; instruction.Handle != 0; instruction = next)
                {
                    next = instruction.NextInstruction;
                    if (instruction.InstructionOpcode == LLVMOpcode.LLVMCall && _made.TryGetValue(instruction.CalledValue, out LLVMOpcode opcode)
                        && instruction.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: not 0 } divisor)
                    {
                        module.Builder.PositionBefore(instruction);
                        instruction.ReplaceAllUsesWith(module.Builder.BuildBinOp(opcode, instruction.GetOperand(0), divisor));
                        instruction.InstructionEraseFromParent();
                    }
                }
            }
        }
    }
}
