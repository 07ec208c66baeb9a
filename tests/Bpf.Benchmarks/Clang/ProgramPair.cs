using Bpf.Compiler;
using Bpf.Testing;

namespace Bpf.Benchmarks.Clang;

/// <summary>One program in C# and in C.</summary>
internal sealed class ProgramPair
{
    private readonly string _directory;

    private ProgramPair(string directory, string name)
    {
        _directory = directory;
        Name = name;
    }

    /// <summary>Small programs of all kinds.</summary>
    public static IReadOnlyList<ProgramPair> All { get; } = AllIn("ClangPairs");

    /// <summary>Raw tracepoints that parse the text their first argument points to, and return the result.</summary>
    public static IReadOnlyList<ProgramPair> TextRoutines { get; } = AllIn("TextPairs");

    /// <summary>Programs that read and change packets. The C# halves are also attached, in Bpf.Kernel.Tests.</summary>
    public static IReadOnlyList<ProgramPair> Packets { get; } = AllIn("PacketPairs");

    public string Name { get; }

    /// <summary>The object from bpfc.</summary>
    public ReadOnlyMemory<byte> CompileCSharp()
    {
        string source = File.ReadAllText(Path.Combine(_directory, Name + ".cs"));
        CompilationResult result = BpfSource.Compile(source, architectures: TargetArchitecture.X64);
        if (!result.Succeeded)
        {
            throw new PairException(string.Join("; ", result.Diagnostics.Where(diagnostic => diagnostic.IsError)));
        }

        return result.Objects.Single().Bytes;
    }

    /// <summary>The object from clang.</summary>
    public ReadOnlyMemory<byte> CompileC()
    {
        string output = Path.Combine(Directory.CreateTempSubdirectory("clang-pair-").FullName, "pair.o");
        try
        {
            ClangCommand.Run("-O2", "-g", "-target", "bpf", "-mcpu=v3", "-D__TARGET_ARCH_x86", "-idirafter", ClangCommand.SystemHeaders, "-I", _directory,
                "-Wno-unknown-attributes", "-c", Path.Combine(_directory, Name + ".bpf.c"), "-o", output);
            return File.ReadAllBytes(output);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(output)!, recursive: true);
        }
    }

    private static ProgramPair[] AllIn(string folder)
    {
        const string Twin = ".bpf.c";
        string directory = Path.Combine(AppContext.BaseDirectory, folder);
        return [.. Directory.EnumerateFiles(directory, "*" + Twin).Select(file => Path.GetFileName(file)[..^Twin.Length]).Order(StringComparer.Ordinal)
            .Select(name => new ProgramPair(directory, name))];
    }
}
