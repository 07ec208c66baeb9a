using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Bpf.Testing;

namespace Bpf.Runtime.Tests.Support;

/// <summary>BPF objects that clang compiles from the C sources of the tests, once per run.</summary>
internal static class CObject
{
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> s_compiled = new();

    private static string TargetArchitecture { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "-D__TARGET_ARCH_arm64" : "-D__TARGET_ARCH_x86";

    // Debian and Ubuntu keep asm/ headers there, which clang does not search when it compiles for BPF.
    private static string SystemHeaders { get; } =
        $"/usr/include/{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")}-linux-gnu";

    /// <summary>Directory of the C sources.</summary>
    public static string SourceDirectory { get; } = Path.Combine(AppContext.BaseDirectory, "objects");

    /// <summary>The object of objects/<paramref name="name"/>.c.</summary>
    public static byte[] Compile(string name, params string[] arguments)
        => CompileFile(Path.Combine(SourceDirectory, name + ".c"), arguments);

    /// <summary>The object of C source text.</summary>
    public static byte[] CompileText(string text, params string[] arguments)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("bpf-source-").FullName, "inline.c");
        try
        {
            File.WriteAllText(path, text);
            return CompileFile(path, arguments);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    /// <summary>The object of any source file.</summary>
    public static byte[] CompileFile(string path, params string[] arguments)
        => s_compiled.GetOrAdd($"{path}\0{string.Join('\0', arguments)}", _ => new Lazy<byte[]>(() => Run(path, arguments))).Value;

    private static byte[] Run(string path, string[] arguments)
    {
        string output = Path.GetTempFileName();
        try
        {
            Tool.Run(
                "clang-19",
                ["-target", "bpf", "-I" + SourceDirectory, "-mcpu=v3", TargetArchitecture, "-idirafter", SystemHeaders, "-O2", "-g", "-Wall", "-c", path, "-o", output, .. arguments]);
            return File.ReadAllBytes(output);
        }
        finally
        {
            File.Delete(output);
        }
    }
}
