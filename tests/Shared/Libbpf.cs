using System.Reflection;

namespace Bpf.Testing;

/// <summary>The libbpf to compare with: at least 1.4, unpacked by eng/libbpf.sh. The project needs the assembly metadata RepositoryRoot.</summary>
internal static class Libbpf
{
    private static readonly Lazy<string> s_folder = new(Fetch);

    /// <summary>Folder of this repository.</summary>
    public static string RepositoryRoot { get; } =
        typeof(Libbpf).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Builds a C program with gcc against it.</summary>
    /// <exception cref="InvalidOperationException">libbpf could not be fetched, or gcc refused the program; the message says why.</exception>
    public static void Build(string source, string program)
    {
        // A test that reruns its assembly with another LLVM has two processes that build the same program; each must only see a complete file.
        string own = $"{program}.{Environment.ProcessId}";
        Tool.Run("gcc", "-O2", "-I", Path.Combine(s_folder.Value, "include"), source, "-o", own, Path.Combine(s_folder.Value, "libbpf.a"), "-lelf", "-lz");
        File.Move(own, program, overwrite: true);
    }

    private static string Fetch() => Tool.Run("bash", Path.Combine(RepositoryRoot, "eng/libbpf.sh")).Trim();
}
