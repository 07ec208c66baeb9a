namespace Bpf.Compiler.Llvm;

/// <summary>What the verifier does with a broken module.</summary>
internal enum LLVMVerifierFailureAction
{
    LLVMAbortProcessAction = 0,
    LLVMPrintMessageAction = 1,
    LLVMReturnStatusAction = 2,
}
