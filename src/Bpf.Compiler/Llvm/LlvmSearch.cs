namespace Bpf.Compiler.Llvm;

/// <summary>
/// The search order for libLLVM: the given path, the environment variable BPF_LLVM_PATH, a runtime asset beside the tool, the dynamic linker's
/// directories, then the directories of distributions that install LLVM separately.
/// </summary>
internal sealed class LlvmSearch
{
    /// <summary>Environment variable with the path of libLLVM.</summary>
    internal const string EnvironmentVariable = "BPF_LLVM_PATH";

    // The version that the compiler is developed with first, then newer ones, then older ones. Since 18.1 LLVM puts the version last.
    private static readonly string[] s_names =
    [
        "libLLVM.so.19.1", "libLLVM-19.so.1", "libLLVM-19.so",
        "libLLVM.so.20.1", "libLLVM-20.so", "libLLVM.so.21.1", "libLLVM-21.so", "libLLVM.so.22.1", "libLLVM-22.so",
        "libLLVM.so.23.1", "libLLVM-23.so",
        "libLLVM.so.18.1", "libLLVM-18.so.1", "libLLVM-18.so",
        "libLLVM-17.so.1", "libLLVM-17.so", "libLLVM-16.so.1", "libLLVM-16.so", "libLLVM-15.so.1", "libLLVM-15.so",
    ];

    private static readonly string[] s_roots = ["/usr/lib", "/usr/lib64", "/usr/local", "/opt"];

    internal LlvmSearch(string? path)
    {
        string? variable = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrEmpty(path))
        {
            (Requested, RequestedBy) = (path, "BpfLlvmPath");
        }
        else if (!string.IsNullOrEmpty(variable))
        {
            (Requested, RequestedBy) = (variable, EnvironmentVariable);
        }
    }

    /// <summary>The only library to use, when it was specified.</summary>
    internal string? Requested { get; }

    /// <summary>Where it was specified.</summary>
    internal string RequestedBy { get; } = "";

    /// <summary>Library names to look up in the dynamic linker's directories.</summary>
    internal static IReadOnlyList<string> Names => s_names;

    /// <summary>Files and names to try, best first.</summary>
    internal IEnumerable<string> Candidates()
    {
        foreach (string file in Assets())
        {
            if (File.Exists(file))
            {
                yield return file;
            }
        }

        foreach (string name in s_names)
        {
            yield return name;
        }

        foreach (string directory in InstalledDirectories())
        {
            foreach (string file in Directory.EnumerateFiles(directory, "libLLVM*.so*").Order(StringComparer.Ordinal))
            {
                if (Path.GetFileName(file) is var name
                    && (name.StartsWith("libLLVM.so", StringComparison.Ordinal) || name.StartsWith("libLLVM-", StringComparison.Ordinal)))
                {
                    yield return file;
                }
            }
        }
    }

    private static string[] Assets() =>
    [
        Path.Combine(AppContext.BaseDirectory, "libLLVM.so"),
        Path.Combine(AppContext.BaseDirectory, "runtimes", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "native", "libLLVM.so"),
    ];

    // /usr/lib/llvm-19/lib, /usr/lib/llvm/19/lib64, /usr/lib64/llvm19/lib and the like, highest version first.
    private static IEnumerable<string> InstalledDirectories()
        => s_roots
            .Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root, "llvm*"))
            .SelectMany(llvm => Directory.EnumerateDirectories(llvm).Append(llvm))
            .SelectMany(directory => new[] { directory, Path.Combine(directory, "lib"), Path.Combine(directory, "lib64") })
            .Where(Directory.Exists)
            .Distinct()
            .OrderDescending(StringComparer.Ordinal);
}
