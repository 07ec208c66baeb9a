using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Traversals of the instructions of a function.</summary>
internal static class FunctionBody
{
    /// <summary>Enumerates the instructions in order; empty for a declaration.</summary>
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

    /// <summary>Enumerates the instructions whose result is an integer of a given width.</summary>
    public static IEnumerable<LLVMValueRef> Integers(LLVMValueRef function, uint bits)
        => Instructions(function).Where(instruction => instruction.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: var width } && width == bits);

    /// <summary>Enumerates the phis of a block.</summary>
    public static IEnumerable<LLVMValueRef> Phis(LLVMBasicBlockRef block)
    {
        for (LLVMValueRef phi = block.FirstInstruction; phi.InstructionOpcode == LLVMOpcode.LLVMPHI; phi = phi.NextInstruction)
        {
            yield return phi;
        }
    }

    /// <summary>Returns the first insertion point at which the result of an instruction can be used.</summary>
    public static LLVMValueRef After(LLVMValueRef instruction) => SkipPhis(instruction.NextInstruction);

    /// <summary>Returns the first insertion point of a block.</summary>
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
