namespace Bpf.Compiler.Llvm;

/// <summary>Thrown when LLVM refuses an operation.</summary>
internal sealed class LlvmException : Exception
{
    public LlvmException(string message)
        : base(message)
    {
    }
}
