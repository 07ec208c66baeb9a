using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Tests.Llvm;

/// <summary>Versions of libLLVM on this machine.</summary>
internal static class InstalledLlvm
{
    private static readonly string[] s_directories = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"];

    /// <summary>File of a major version, or null.</summary>
    public static string? Find(int major) => LlvmSearch.Names
        .Where(name => name.Contains($"-{major}.so", StringComparison.Ordinal) || name.Contains($".so.{major}.", StringComparison.Ordinal))
        .SelectMany(name => s_directories.Append($"/usr/lib/llvm-{major}/lib").Select(directory => Path.Combine(directory, name)))
        .FirstOrDefault(File.Exists);
}
