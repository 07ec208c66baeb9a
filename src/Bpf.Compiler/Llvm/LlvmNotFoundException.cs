namespace Bpf.Compiler.Llvm;

/// <summary>Thrown when there is no usable libLLVM on this machine. The message names the package to install and the property to set.</summary>
public sealed class LlvmNotFoundException : Exception
{
    private const string Advice =
        "Install LLVM 15 or newer (Debian, Ubuntu: 'apt install libllvm19'; Fedora: 'dnf install llvm-libs'; Arch: 'pacman -S llvm-libs'; " +
        "Alpine: 'apk add llvm19-libs'), or set the property BpfLlvmPath (environment variable " + LlvmSearch.EnvironmentVariable +
        ") to the path of a libLLVM shared library";

    private LlvmNotFoundException(string message)
        : base(message)
    {
    }

    internal static LlvmNotFoundException CannotLoad(string path, string requestedBy)
        => new(File.Exists(path)
            ? $"libLLVM cannot be loaded from '{path}' ({requestedBy}): it is not a shared library for this machine. {Advice}"
            : $"libLLVM was not found at '{path}' ({requestedBy}). {Advice}");

    internal static LlvmNotFoundException Nothing()
        => new($"libLLVM was not found (looked for {LlvmSearch.Names[0]} and {LlvmSearch.Names.Count - 1} other names down to {LlvmSearch.Names[^1]}"
            + $" with the dynamic linker, and in /usr/lib/llvm-*/lib). {Advice}");
}
