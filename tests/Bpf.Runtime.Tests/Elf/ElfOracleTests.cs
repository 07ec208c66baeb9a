using System.Text;
using Bpf.Compiler;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests.Elf;

/// <summary>The ELF reader compared with ELFSharp: header, sections, symbols and program headers, with their contents, of every available file.</summary>
public sealed class ElfOracleTests
{
    private const string Program = """
        extern void *malloc(__SIZE_TYPE__);
        static __thread int counter; int common[9]; static const char text[] = "text"; __attribute__((weak, visibility("hidden"))) int hidden(int x) { return x; }
        #ifndef __powerpc__
        static void *pick(void) { return malloc; } void *chosen(void) __attribute__((ifunc("pick")));
        #endif
        int main(int argc, char **argv) { counter += argc + text[0] + common[1]; return hidden(counter) == 0; }
        """;

    public static TheoryData<string> ClangObjects => new(Directory.GetFiles(CObject.SourceDirectory, "*.c", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(CObject.SourceDirectory, path)[..^2]).Order());

    public static TheoryData<string> Samples => new(Directory.GetDirectories(Path.Combine(Libbpf.RepositoryRoot, "samples")).Select(path => Path.GetFileName(path)!)
        .Where(name => File.Exists(SourceOf(name))).Order());

    public static TheoryData<string> SystemFiles => new(new[] { "/proc/self/exe", "/usr/bin/fzf", "/usr/bin/bpftool" }
        .Concat(Directory.Exists("/usr/lib/jvm") ? Directory.GetFiles("/usr/lib/jvm", "libjvm.so", SearchOption.AllDirectories) : [])
        .Where(File.Exists).Select(path => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path).Distinct());

    [Theory]
    [MemberData(nameof(ClangObjects))]
    public void ObjectsOfClang(string name) => AssertSame(CObject.Compile(name));

    [Theory]
    [InlineData("maps")]
    [InlineData("subprograms")]
    public void ObjectsOfTheOtherByteOrder(string name) => AssertSame(CObject.Compile(name, "-mbig-endian"));

    [Theory]
    [MemberData(nameof(Samples))]
    public void ObjectsOfThisCompiler(string name)
    {
        foreach (CompiledObject item in BpfSource.CompileObjects(File.ReadAllText(SourceOf(name))))
        {
            AssertSame(item.Bytes.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(SystemFiles))]
    public void FilesOfThisMachine(string path) => AssertSame(File.ReadAllBytes(path));

    [Theory]
    [InlineData("libc.so.6")]
    [InlineData("libm.so.6")]
    [InlineData("libstdc++.so.6")]
    [InlineData("crt1.o")]
    public void LibrariesOfThisMachine(string name) => AssertSame(File.ReadAllBytes(Tool.Run("gcc", $"-print-file-name={name}").Trim()));

    [Theory]
    [InlineData("gcc", "-g")]
    [InlineData("gcc", "-static")]
    [InlineData("gcc", "-shared", "-fPIC", "-g3", "-gz")]
    [InlineData("gcc", "-no-pie", "-s")]
    [InlineData("gcc", "-c", "-ffunction-sections", "-fdata-sections", "-fcommon")]
    [InlineData("aarch64-linux-gnu-gcc", "-g")]
    [InlineData("clang-19", "--target=i386-linux-gnu", "-c", "-g")]
    [InlineData("clang-19", "--target=i386-linux-gnu", "-shared", "-fPIC", "-nostdlib", "-fuse-ld=lld", "-g")]
    [InlineData("clang-19", "--target=powerpc-linux-gnu", "-c", "-g")]
    [InlineData("clang-19", "--target=powerpc-linux-gnu", "-shared", "-fPIC", "-nostdlib", "-fuse-ld=lld", "-g")]
    [InlineData("clang-19", "--target=s390x-linux-gnu", "-c", "-g")]
    public void ProgramsOfAllKinds(string compiler, params string[] options) => AssertSame(Build(compiler, "program.c", Program, options));

    [Theory]
    [InlineData("--strip-all")]
    [InlineData("--only-keep-debug")]
    public void ProgramsMissingAPart(string option) => AssertSame(Without(option));

    // ELFSharp mistakes the file header for a section if there is no section table.
    [Fact]
    public void ProgramsMissingTheirSections()
    {
        byte[] bytes = Without("--strip-sections");
        ElfReading ours = OwnReading.Read(bytes);
        AssertSame(ElfSharpReading.Read(bytes) with { Sections = [], Symbols = [] }, ours);
        Assert.NotEmpty(ours.Segments);
    }

    [Fact]
    public void MoreSectionsThanAHeaderCanCount()
        => AssertSame(Build("clang-19", "many.s", string.Concat(Enumerable.Range(0, 66_000).Select(i => $".section s{i},\"a\"\n.byte 1\n")), "-c"));

    [Theory]
    [InlineData("")]
    [InlineData(".long 4, 1, 7\n.asciz \"GNU\"\n.long 5")]
    [InlineData(".balign 8\n.long 4, 16, 5\n.asciz \"GNU\"\n.quad 1, 2")]
    [InlineData(".long 0, 0, 1\n.long 9, 0, 2\n.asciz \"SomeOwner\"")]
    [InlineData(".byte 1")]
    public void Notes(string content) => AssertSame(Build("clang-19", "notes.s", $".section .note.test,\"a\",@note\n{content}\n", "-c"));

    [Fact]
    public void SymbolsBeyondAscii() => AssertSame(Build("clang-19", "names.c", "int größe; int 数(void) { return größe; }", "-c"));

    private static string SourceOf(string sample) => Path.Combine(Libbpf.RepositoryRoot, "samples", sample, sample + ".cs");

    private static byte[] Build(string compiler, string name, string text, params string[] options)
        => InFolder(name, text, (source, output) => Tool.Run(compiler, [.. options, source, "-o", output]));

    private static byte[] InFolder(string name, string text, Action<string, string> run) => InFolder(name, Encoding.UTF8.GetBytes(text), run);

    private static byte[] InFolder(string name, byte[] input, Action<string, string> run)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-oracle-").FullName;
        try
        {
            string source = Path.Combine(directory, name), output = Path.Combine(directory, "output");
            File.WriteAllBytes(source, input);
            run(source, output);
            return File.ReadAllBytes(output);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static byte[] Without(string option)
        => InFolder("whole", Build("gcc", "program.c", Program, "-g"), (whole, output) => Tool.Run("llvm-objcopy-19", option, whole, output));

    private static void AssertSame(byte[] bytes) => AssertSame(ElfSharpReading.Read(bytes), OwnReading.Read(bytes));

    private static void AssertSame(ElfReading theirs, ElfReading ours)
    {
        Assert.Equal(theirs.Header, ours.Header);
        Assert.Equal(theirs.Sections, ours.Sections);
        Assert.Equal(theirs.Symbols, ours.Symbols);
        Assert.Equal(theirs.Segments, ours.Segments);
    }
}
