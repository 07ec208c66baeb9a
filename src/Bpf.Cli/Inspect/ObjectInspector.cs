using Bpf.Objects.Btf;
using Bpf.Objects.Btf.Values;
using Bpf.Objects.Description;
using Bpf.Objects.Elf;
using Bpf.Objects.Maps;
using Bpf.Objects.Files;
using Bpf.Objects.Relocations;
using Bpf.Runtime;
using Bpf.Runtime.Objects;

namespace Bpf.Cli;

/// <summary>Collects what can be said of an object without loading it.</summary>
internal static class ObjectInspector
{
    public static InspectReport Inspect(BpfObject target, string origin, bool listTypes)
    {
        ObjectFile file = target.File;
        List<NeedReport> needs = KernelNeeds.Of(target);
        return new InspectReport(
            target.Name,
            origin,
            file.Elf.File.IsLittleEndian ? "little endian" : "big endian",
            target.License,
            [.. file.Elf.Sections.Where(section => section.Type != ElfSection.Unused).Select(section => new SectionReport(section.Name, KindOf(section), section.Size, section.IsExecutable))],
            [.. target.Programs.Select(Describe)],
            [.. target.Maps.Select(map => Describe(map, file.Btf))],
            [.. target.Globals.Sections.SelectMany(section => Variables(target, section))],
            [.. file.Externs.Select(symbol => new ExternReport(symbol.Name, symbol.Kind.ToString(), symbol.IsWeak))],
            CoreRelocations(file),
            file.Btf is null ? null : Summarise(file.Btf),
            file.Btf is null || !listTypes ? null : [.. Types(file.Btf)],
            needs,
            KernelNeeds.Lowest(needs),
            Delegation.Of(target));
    }

    private static string KindOf(ObjectSection section) => section.Type switch
    {
        ElfSection.ProgramBits => "PROGBITS",
        ElfSection.SymbolTable => "SYMTAB",
        ElfSection.StringTable => "STRTAB",
        ElfSection.RelocationsWithAddend => "RELA",
        ElfSection.Note => "NOTE",
        ElfSection.NoBits => "NOBITS",
        ElfSection.Relocations => "REL",
        uint other => $"0x{other:x}",
    };

    private static ProgramReport Describe(BpfProgram program) => new(
        program.Name,
        program.SectionName,
        program.Type.ToString(),
        program.ExpectedAttachType == 0 ? "none" : program.ExpectedAttachType.ToString(),
        program.AutoLoad,
        program.Instructions.Length,
        program.SourceOf(0)?.ToString(),
        Decide(program));

    private static AttachReport? Decide(BpfProgram program)
    {
        if (program is not ProbeProgram probe)
            return null;

        try
        {
            AttachDecision decision = probe.Decide();
            return new AttachReport(decision.Name, decision.Reason, decision.Warning);
        }
        catch (BpfException exception)
        {
            return new AttachReport("unknown", exception.Message, null);
        }
    }

    private static MapReport Describe(BpfMap map, BtfTypeTable? types)
    {
        MapDefinition? definition = map.Definition;
        string? Type(uint? id) => types is null || id is null or 0 ? null : BtfText.Describe(types, id.Value);
        RecordType? record = definition?.Record;
        return new MapReport(
            map.Name,
            map.Type.ToString(),
            map.KeySize,
            map.ValueSize,
            map.MaxEntries,
            map.Flags.ToString(),
            map.KeySize == 0 ? null : Type(definition?.KeyTypeId),
            record is not null || map.ValueSize == 0 ? null : Type(definition?.ValueTypeId),
            record?.Name,
            record?.Size,
            map.PinPath,
            definition is { InitialSlots.Length: > 0 } ? definition.InitialSlots : null,
            definition?.Inner?.Type.ToString());
    }

    private static IEnumerable<GlobalReport> Variables(BpfObject target, string section)
        => target.Globals.VariablesOf(section).Select(variable => new GlobalReport(
            section,
            variable.Name,
            variable.Size,
            target.Globals.TypeOf(section, variable.Name) is var type and not 0 ? BtfText.Describe(target.File.Btf!, type) : null));

    private static List<RelocationReport> CoreRelocations(ObjectFile file)
    {
        List<RelocationReport> relocations = [];
        if (file.Extension is not { } extension)
            return relocations;

        foreach ((string section, ReadOnlyMemory<byte> records) in extension.Core.Sections)
        {
            for (int i = 0; i < records.Length; i += extension.Core.RecordSize)
            {
                CoreRelocation relocation = CoreRelocation.Read(records.Span[i..]);
                string access = CoreSpec.Parse(file.Btf!, relocation).Describe();
                relocations.Add(new RelocationReport(section, relocation.InstructionOffset / 8, relocation.Kind.ToString(), access));
            }
        }

        return relocations;
    }

    private static BtfReport Summarise(BtfTypeTable types)
    {
        SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            string kind = types[id].Kind.ToString();
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        return new BtfReport(types.EndId - types.FirstId, kinds);
    }

    private static IEnumerable<TypeReport> Types(BtfTypeTable types)
    {
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            BtfType type = types[id];
            bool hasSize = type.Kind is BtfKind.Int or BtfKind.Struct or BtfKind.Union or BtfKind.Enum or BtfKind.Enum64 or BtfKind.Float or BtfKind.DataSection;
            yield return new TypeReport(id, type.Kind.ToString(), BtfText.Describe(types, id), hasSize ? type.RawSize : null);
        }
    }
}
