using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Ways through the instructions of a function.</summary>
internal static class FunctionBody
{
    /// <summary>The instructions in their order; none of a function that is only declared.</summary>
    public static IEnumerable<LLVMValueRef> Instructions(LLVMValueRef function)
    {
        for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
        {
            for (LLVMValueRef instruction = block.FirstInstruction; instruction.Handle != 0; instruction = instruction.NextInstruction)
            {
                yield return instruction;
            }
        }
    }

    /// <summary>The instructions that make integers of a width.</summary>
    public static IEnumerable<LLVMValueRef> Integers(LLVMValueRef function, uint bits)
        => Instructions(function).Where(instruction => instruction.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: var width } && width == bits);

    /// <summary>The phis of a block.</summary>
    public static IEnumerable<LLVMValueRef> Phis(LLVMBasicBlockRef block)
    {
        for (LLVMValueRef phi = block.FirstInstruction; phi.InstructionOpcode == LLVMOpcode.LLVMPHI; phi = phi.NextInstruction)
        {
            yield return phi;
        }
    }

    /// <summary>The first place where the result of an instruction can be used.</summary>
    public static LLVMValueRef After(LLVMValueRef instruction) => SkipPhis(instruction.NextInstruction);

    /// <summary>The first place in a block where something can be put.</summary>
    public static LLVMValueRef Start(LLVMBasicBlockRef block) => SkipPhis(block.FirstInstruction);

    private static LLVMValueRef SkipPhis(LLVMValueRef instruction)
    {
        while (instruction.InstructionOpcode == LLVMOpcode.LLVMPHI)
        {
            instruction = instruction.NextInstruction;
        }

        return instruction;
    }
}
