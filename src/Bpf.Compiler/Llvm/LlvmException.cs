namespace Bpf.Compiler.Llvm;

/// <summary>LLVM refused an operation.</summary>
internal sealed class LlvmException : Exception
{
    public LlvmException(string message)
        : base(message)
    {
    }
}
