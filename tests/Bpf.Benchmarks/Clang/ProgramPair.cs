using Bpf.Compiler;
using Bpf.Testing;

namespace Bpf.Benchmarks.Clang;

/// <summary>One program in C# and in C.</summary>
internal sealed class ProgramPair
{
    private static readonly string s_directory = Path.Combine(AppContext.BaseDirectory, "ClangPairs");

    private ProgramPair(string name) => Name = name;

    public static IReadOnlyList<ProgramPair> All { get; } =
        [.. Directory.EnumerateFiles(s_directory, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)
            .Select(name => new ProgramPair(name))];

    public string Name { get; }

    /// <summary>The object that bpfc makes.</summary>
    public ReadOnlyMemory<byte> CompileCSharp()
    {
        string source = File.ReadAllText(Path.Combine(s_directory, Name + ".cs"));
        CompilationResult result = BpfSource.Compile(source, architectures: TargetArchitecture.X64);
        if (!result.Succeeded)
            throw new PairException(string.Join("; ", result.Diagnostics.Where(diagnostic => diagnostic.IsError)));
        return result.Objects.Single().Bytes;
    }

    /// <summary>The object that clang makes.</summary>
    public ReadOnlyMemory<byte> CompileC()
    {
        string output = Path.Combine(Directory.CreateTempSubdirectory("clang-pair-").FullName, "pair.o");
        try
        {
            ClangCommand.Run("-O2", "-g", "-target", "bpf", "-mcpu=v3", "-D__TARGET_ARCH_x86", "-idirafter", ClangCommand.SystemHeaders, "-I", s_directory,
                "-Wno-unknown-attributes", "-c", Path.Combine(s_directory, Name + ".bpf.c"), "-o", output);
            return File.ReadAllBytes(output);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(output)!, recursive: true);
        }
    }
}
