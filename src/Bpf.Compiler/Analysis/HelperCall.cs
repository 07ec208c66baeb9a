using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Recognizes calls to kernel helpers, which are calls to their numbers.</summary>
internal static class HelperCall
{
    /// <summary>The number of the helper that an instruction calls; null for anything else.</summary>
    public static int? NumberOf(LLVMValueRef user)
        => user.IsInstruction && user.InstructionOpcode == LLVMOpcode.LLVMCall
            && user.CalledValue is { IsConstant: true, IsFunction: false, IsConstantInt: false, OperandCount: 1 } helper
            && helper.GetOperand(0) is { IsConstantInt: true, ConstIntZExt: <= int.MaxValue and var number } ? (int)number : null;
}
