using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime.Objects;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Fuzz;

/// <summary>The files that are damaged.</summary>
internal static class Seeds
{
    private static readonly string[] s_fewObjects = ["globals", "subprograms", "maps", "core", "externs", "struct_ops"];
    private static readonly string[] s_fewPrograms = ["MallocTop", "Latency", "StructKey"];

    /// <summary>
    /// BPF objects from clang in both byte orders, from this compiler, and from the programs of the package libbpf-tools; a few of each in the short
    /// form.
    /// </summary>
    public static List<byte[]> Objects()
    {
        string programs = Path.Combine(AppContext.BaseDirectory, "programs");
        IEnumerable<string> c = Campaign.IsLong
            ? Directory.GetFiles(CObject.SourceDirectory, "*.c", SearchOption.AllDirectories).Order()
            : s_fewObjects.Select(name => Path.Combine(CObject.SourceDirectory, name + ".c"));
        IEnumerable<string> csharp = Campaign.IsLong
            ? Directory.GetFiles(programs, "*.cs").Order()
            : s_fewPrograms.Select(name => Path.Combine(programs, name + ".cs")).Where(File.Exists);
        List<byte[]> carved = [.. Tools().SelectMany(tool => EmbeddedObjects.Find(File.ReadAllBytes(tool)).Select(found => found.Contents.ToArray()))];
        return
        [
            .. c.Select(path => CObject.CompileFile(path)),
            .. s_fewObjects.Select(name => CObject.Compile(name, "-mbig-endian")),
            .. csharp.SelectMany(Compile),
            .. Campaign.IsLong ? carved : carved.Take(2),
        ];
    }

    /// <summary>Kernel types: a large table, and a small one in which mostly the header and the first records get damaged.</summary>
    public static List<byte[]> Types()
    {
        BtfBuilder small = new();
        BtfBuilder large = new();
        foreach (BtfBuilder builder in (BtfBuilder[])[small, large])
        {
            uint number = builder.AddInt("int", 4);
            builder.Add(BtfKind.Struct, "task_struct", 1, 8, builder.AddString("pid"), number, 0);
            for (int i = 0; i < (builder == large ? 12_000 : 4); i++)
            {
                builder.Add(BtfKind.Struct, $"filler{i}", 1, 4, builder.AddString("pid"), number, 0);
            }
        }

        return [large.Build().Bytes.ToArray(), small.Build().Bytes.ToArray()];
    }

    /// <summary>Programs and libraries with symbols, versions, USDT probes, and separate and embedded debug symbols.</summary>
    public static List<byte[]> Targets(string directory)
    {
        string targets = Path.Combine(AppContext.BaseDirectory, "targets");
        string points = Path.Combine(directory, "points"), functions = Path.Combine(directory, "functions"), library = Path.Combine(directory, "versions.so");
        Tool.Run("gcc", "-O1", "-Wl,--build-id", "-o", points, Path.Combine(targets, "points.c"));
        Tool.Run("gcc", "-O1", "-Wl,--build-id", "-o", functions, Path.Combine(targets, "functions.c"));

        string source = Path.Combine(directory, "versions.c"), script = Path.Combine(directory, "versions.map");
        File.WriteAllText(source, """
            #include <stdlib.h>
            #include <string.h>
            __asm__(".symver old_answer,answer@V1\n.symver new_answer,answer@@V2");
            int old_answer(void) { return 41; }
            int new_answer(void) { return 42 + (int)strlen(getenv("HOME")); }
            static void *pick(void) { return (void *)new_answer; }
            int chosen(void) __attribute__((ifunc("pick")));
            """);
        File.WriteAllText(script, "V1 { global: answer; };\nV2 { global: answer; chosen; local: *; } V1;\n");
        Tool.Run("gcc", "-shared", "-fPIC", "-O1", "-Wl,--version-script=" + script, "-o", library, source);

        string stripped = Path.Combine(directory, "stripped"), debug = Path.Combine(directory, "small.debug");
        Tool.Run("objcopy", "--only-keep-debug", functions, debug);
        Tool.Run("strip", "-o", stripped, functions);
        Tool.Run("xz", "-kf", debug);
        Tool.Run("objcopy", $"--add-gnu-debuglink={debug}", "--add-section", $".gnu_debugdata={debug}.xz", stripped);
        return [.. new[] { points, functions, library, stripped, debug }.Select(File.ReadAllBytes)];
    }

    private static IEnumerable<byte[]> Compile(string path)
        => BpfSource.CompileObjects(File.ReadAllText(path), architectures: Compiler.TargetArchitecture.X64).Select(compiled => compiled.Bytes.ToArray());

    private static IEnumerable<string> Tools()
    {
        const string List = "/var/lib/dpkg/info/libbpf-tools.list";
        return File.Exists(List) ? File.ReadLines(List).Where(path => Path.GetDirectoryName(path) is "/usr/sbin" or "/usr/bin" && File.Exists(path)) : [];
    }
}
