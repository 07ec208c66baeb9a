namespace Bpf.Compiler.Llvm;

/// <summary>Thrown when the libLLVM in use is too old for the request.</summary>
public sealed class LlvmTooOldException : Exception
{
    private LlvmTooOldException(string message)
        : base(message)
    {
    }

    internal static LlvmTooOldException Unusable(string path, Version version)
        => new($"libLLVM {version.Major} at '{path}' is too old; LLVM {LlvmLocation.MinimumMajor} or newer is needed");

    internal static LlvmTooOldException UnknownCpu(LlvmLocation library, string cpu)
        => new($"libLLVM {library.Version.Major} at '{library.Path}' does not know the BPF instruction set '{cpu}' (property BpfCpu); "
            + "v4 needs LLVM 18 or newer, v1 to v3 work with every LLVM");
}
