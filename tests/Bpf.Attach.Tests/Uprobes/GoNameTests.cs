using System.Text;
using Bpf.Attach.Tests.Command;
using Bpf.Attach.Tests.Support;
using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Objects.Symbols.Go;
using Bpf.Objects.Symbols.Tables;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Tests.Support;
using Bpf.Symbols.Tables;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>Functions of stripped Go programs, found in the table that the Go runtime uses for stack traces.</summary>
public sealed class GoNameTests : IDisposable
{
    private const int Functions = 99;
    private static readonly (string Symbol, string Name)[] s_functions =
    [
        .. Enumerable.Range(0, Functions).Select(i => ($"f_{i:d2}", i switch
        {
            3 => "main.(*T).Method",
            4 => "main.(*T).Close",
            5 => "main.(*BigT).Method",
            6 => "main.(*Gen[...]).Put",
            7 => "main.twice",
            8 => "main.twice",
            _ => $"example.com/app/pkg.f{i}",
        })),
    ];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-go-");

    public GoNameTests() => KernelRequirement.NeedRoot();

    public static TheoryData<string, bool, bool> Layouts => [.. from version in GoTable.Versions from isPie in (bool[])[false, true] from hasSections in (bool[])[true, false] select (version, isPie, hasSections)];

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EveryLayoutOfTheTable(string version, bool isPie, bool hasSections)
    {
        (string plain, string stripped) = Build(version, isPie, hasSections);
        Assert.Equal(hasSections, new ElfFile(File.ReadAllBytes(stripped), stripped).Sections.Length > 0);
        BinarySymbols expected = Binary.SymbolsOf(plain);
        BinarySymbols symbols = Binary.SymbolsOf(stripped);
        foreach ((string symbol, string name) in s_functions.Where(function => function.Name != "main.twice"))
        {
            Assert.Equal(expected.Resolve(symbol), symbols.Resolve(name));
        }

        Assert.Equal([expected.Resolve("f_03"), expected.Resolve("f_04")], symbols.ResolveAll("main.(*T).*").Offsets);
        Assert.Equal(Functions, symbols.ResolveAll("*").Offsets.Length);
        Assert.Equal("main.(*BigT).Method", symbols.NamesAt([expected.Resolve("f_05")]).Single().Value);
        SymbolCandidate last = GoFunctionTable.Read(symbols.File)!.Functions().Last();
        Assert.Equal(expected.Resolve("f_99") - expected.Resolve("f_98"), last.Size);

        SymbolException twice = Assert.Throws<SymbolException>(() => symbols.Resolve("main.twice"));
        Assert.Contains($"main.twice at 0x{expected.Resolve("f_07"):x}, main.twice at 0x{expected.Resolve("f_08"):x}. Give the offset in the file", twice.Message, StringComparison.Ordinal);
        SymbolException instance = Assert.Throws<SymbolException>(() => symbols.Resolve("main.(*Gen[go.shape.*uint8]).Put"));
        Assert.Contains("'main.(*Gen[...]).Put' stands for every instance", instance.Message, StringComparison.Ordinal);
        Assert.Contains(".gopclntab", Assert.Throws<SymbolException>(() => symbols.Resolve("main.nothing")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.16", true)]
    [InlineData("1.20", false)]
    [InlineData("1.26", false)]
    public void CallsAreCountedAndReturnProbesRefused(string version, bool hasSections)
    {
        (_, string stripped) = Build(version, isPie: true, hasSections);
        using CommandedProcess traced = new(stripped);
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe");
        program.Load();
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        entry.Attach(UprobeTarget.File(stripped, "main.(*T).*"));
        entry.Attach(UprobeTarget.Process(traced.Id, stripped, "main.(*BigT).Method"));
        traced.Ask("run 5");
        Assert.Equal(15UL, program.Globals.Reference<ulong>(".bss", "hits"));

        BpfUnsupportedException refusal = Assert.Throws<BpfUnsupportedException>(() => program.Programs.Get<UprobeProgram>("on_return").Attach(UprobeTarget.File(stripped, "main.(*T).Method")));
        Assert.Contains("Go moves stacks", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StrippedDistributionProgram()
    {
        // fzf is written in Go, and Debian strips it.
        string fzf = Binary.Find("fzf");
        ElfFile file = new(File.ReadAllBytes(fzf), fzf);
        Assert.Null(SymbolTable.Read(file, ElfSection.SymbolTable));
        Assert.True(GoProgram.Is(file));
        BinarySymbols symbols = Binary.SymbolsOf(fzf);
        Assert.InRange(symbols.ResolveAll("github.com/junegunn/fzf/src.*").Offsets.Length, 100, 10_000);
        Assert.InRange(symbols.ResolveAll("runtime.(*mheap).*").Offsets.Length, 10, 1000);

        string elf = Path.Combine(_directory.FullName, "records.bpf.o");
        File.WriteAllBytes(elf, CObject.Compile("records"));
        (int exitCode, string output, string errors) = AttachRun.Run(elf, ["--json", "--program", "on_call", "--target", "fzf:main.main", "--", "sh", "-c", $"exec {fzf} --version >/dev/null"]);
        Assert.True(exitCode == 0, errors);
        Assert.Single(AttachRun.Of(AttachRun.Lines(output), "record"), record => record.GetProperty("map").GetString() == "events");
        Assert.Equal("main.main", Assert.Single(Assert.Single(AttachRun.Of(AttachRun.Lines(output), "link")).GetProperty("places").EnumerateArray()).GetProperty("symbol").GetString());

        string bare = Path.Combine(_directory.FullName, "bare");
        Tool.Run("llvm-objcopy-19", "--strip-sections", fzf, bare);
        Assert.Equal(symbols.Resolve("main.main"), Binary.SymbolsOf(bare).Resolve("main.main"));
    }

    [Fact]
    public void DamagedTableIsNeverReadPastItsEnd()
    {
        byte[] intact = File.ReadAllBytes(Build("1.26", isPie: false, hasSections: true).Stripped);
        ElfFile file = new(intact, "intact");
        ElfSection table = file.Sections[file.FindSection(".gopclntab"u8)];
        Random random = new(7);
        for (int round = 0; round < 2000; round++)
        {
            byte[] damaged = [.. intact];
            for (int i = 0; i <= round % 4; i++)
            {
                damaged[(int)table.Offset + random.Next(round % 2 == 0 ? 96 : (int)table.Size)] = (byte)random.Next(256);
            }

            try
            {
                GoFunctionTable? functions = GoFunctionTable.Read(new ElfFile(damaged, "damaged"));
                functions?.Visit((in FunctionSymbol function) => Assert.InRange(function.Offset, 0UL, (ulong)damaged.Length));
                _ = functions?.Functions().Count();
                _ = functions?.Has("main.(*T).Method");
            }
            catch (BpfObjectFormatException)
            {
            }
        }
    }

    private (string Plain, string Stripped) Build(string version, bool isPie, bool hasSections)
    {
        string assembly = Path.Combine(_directory.FullName, "program.s");
        string plain = Path.Combine(_directory.FullName, "plain");
        string stripped = Path.Combine(_directory.FullName, "stripped");
        Tool.Run("gcc", "-S", "-O1", "-fno-toplevel-reorder", isPie ? "-fPIE" : "-fno-pie", "-o", assembly, Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
        File.AppendAllText(assembly, GoTable.Write(version, isPie, s_functions, "f_99"), Encoding.ASCII);
        Tool.Run("gcc", isPie ? "-pie" : "-no-pie", "-o", plain, assembly);
        Tool.Run("strip", "-o", stripped, plain);
        if (!hasSections)
        {
            Tool.Run("llvm-objcopy-19", "--strip-sections", stripped);
        }

        return (plain, stripped);
    }
}
