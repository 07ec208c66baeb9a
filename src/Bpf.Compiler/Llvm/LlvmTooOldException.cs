namespace Bpf.Compiler.Llvm;

/// <summary>The libLLVM that was asked for is older than the compiler needs.</summary>
internal sealed class LlvmTooOldException : Exception
{
    internal LlvmTooOldException(string path, Version version)
        : base($"libLLVM {version.Major} at '{path}' is too old; LLVM {LlvmLibrary.MinimumMajor} or newer is needed")
    {
    }
}
