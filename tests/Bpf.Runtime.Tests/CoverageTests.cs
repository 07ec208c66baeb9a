using Bpf.Objects.Btf.Values;
using Bpf.Objects.Description;
using Bpf.Objects.Externs;
using Bpf.Objects.Maps;
using Bpf.Objects.Files;
using Bpf.Objects.Relocations;
using Bpf.Objects.Sections;
using Bpf.Objects;
using Bpf.Runtime.Tests.Support;

namespace Bpf.Runtime.Tests;

/// <summary>Together, the sources in objects/ use everything that an object can contain.</summary>
public class CoverageTests
{
    private static readonly Lazy<List<ObjectFile>> s_objects = new(ReadAll);

    [Fact]
    public void EveryCoreRelocation() => AssertCovers(
        Enum.GetNames<CoreRelocationKind>(),
        s_objects.Value.SelectMany(file => CoreKinds(file).Select(kind => kind.ToString())));

    [Fact]
    public void EverySection()
    {
        List<string> sections = [.. s_objects.Value.SelectMany(file => file.Code).OfType<CodeSection>().Select(section => section.Name.TrimStart('?'))];
        AssertCovers(SectionTable.Rows.ToArray().Select(row => row.Name), sections.Select(section => SectionTable.Find(section)?.Name ?? ""),
            // libbpf, with which the corpus is compared, does not know them yet
            "fentry.multi", "fentry.multi.s", "fexit.multi", "fexit.multi.s", "fsession.multi", "fsession.multi.s");
    }

    [Fact]
    public void EveryMapType() => AssertCovers(
        Enum.GetNames<MapType>(),
        s_objects.Value.SelectMany(file => file.Maps).Select(map => map.Type.ToString()),
        "Unspecified", "InstructionArray"); // the loader makes none of the second, kernel 6.19

    [Fact]
    public void EveryExtern() => AssertCovers(Enum.GetNames<ExternKind>(), s_objects.Value.SelectMany(file => file.Externs).Select(symbol => symbol.Kind.ToString()));

    [Fact]
    public void WeakAndStrongExternsOfEveryKind() => AssertCovers(
        Enum.GetNames<ExternKind>().SelectMany(kind => new[] { $"{kind} weak", $"{kind} strong" }),
        s_objects.Value.SelectMany(file => file.Externs).Select(symbol => $"{symbol.Kind} {(symbol.IsWeak ? "weak" : "strong")}"),
        "Variable strong"); // which variables a kernel has differs

    [Fact]
    public void EveryTargetOfAnInstruction()
    {
        string[] wanted =
        [
            ".maps", ".rodata", ".data", ".bss", ".rodata.custom", ".data.custom", ".bss.custom", ".addr_space.1", "extern", "call .text", "address .text",
        ];
        AssertCovers(wanted, s_objects.Value.SelectMany(Targets));
    }

    [Fact]
    public void EveryFormOfMapDefinition()
    {
        List<string> forms = [];
        foreach (MapDefinition map in s_objects.Value.SelectMany(file => file.Maps))
        {
            forms.Add(map.KeyTypeId != 0 ? "typed" : "sized");
            if (map.Flags != 0)
            {
                forms.Add("flags");
            }

            if (map.Extra != 0)
            {
                forms.Add("extra");
            }

            if (map.PinnedByName)
            {
                forms.Add("pinned");
            }

            if (map.Inner is not null)
            {
                forms.Add("inner");
            }

            if (Array.Exists(map.InitialSlots, slot => slot is not null))
            {
                forms.Add(map.Type == MapType.ProgramArray ? "initial programs" : "initial maps");
            }

            if (map.StructOps is { } table)
            {
                forms.Add(table.IsOptional ? "optional table" : "table");
            }
        }

        AssertCovers(["typed", "sized", "flags", "extra", "inner", "initial programs", "initial maps", "table", "optional table"], forms);
    }

    /// <summary>At least 60 sources must state an expected result.</summary>
    [Fact]
    public void CorpusIsLargeEnough() => Assert.True(CorpusTests.Names.Count >= 100, $"{CorpusTests.Names.Count}");

    private static IEnumerable<CoreRelocationKind> CoreKinds(ObjectFile file)
    {
        if (file.Extension is not { } extension)
        {
            yield break;
        }

        foreach (ReadOnlyMemory<byte> records in extension.Core.Sections.Values)
        {
            for (int i = 0; i < records.Length; i += extension.Core.RecordSize)
            {
                yield return (CoreRelocationKind)BitConverter.ToUInt32(records.Span[(i + 12)..]);
            }
        }
    }

    private static List<string> Targets(ObjectFile file)
    {
        List<string> targets = [];
        foreach (FunctionCode function in file.Functions)
        {
            CodeSection section = file.Code[function.SectionIndex]!;
            foreach (CodeRelocation relocation in section.RelocationsOf(function))
            {
                ObjectSymbol symbol = file.Elf.Symbols[relocation.Symbol];
                string name = symbol.IsExtern ? "extern" : symbol.SectionIndex < file.Elf.Sections.Length ? file.Elf.Sections[symbol.SectionIndex].Name : "special";
                targets.Add(name != ".text" ? name : section.Instructions[relocation.Instruction].IsCall ? "call .text" : "address .text");
            }
        }

        return targets;
    }

    private static void AssertCovers(IEnumerable<string> wanted, IEnumerable<string> found, params string[] unreachable)
        => Assert.Empty(wanted.Except(unreachable).Except(found));

    private static List<ObjectFile> ReadAll()
    {
        List<ObjectFile> files = [];
        foreach (string path in Directory.GetFiles(CObject.SourceDirectory, "*.c", SearchOption.AllDirectories))
        {
            try
            {
                files.Add(ObjectReader.Read(CObject.CompileFile(path), Path.GetFileName(path), new ObjectReadOptions()));
            }
            catch (BpfException) when (Path.GetFileName(path).StartsWith("error_", StringComparison.Ordinal))
            {
                // Some sources are intentionally unreadable.
            }
        }

        return files;
    }
}
