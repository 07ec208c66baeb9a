using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Collects what is known about an object without loading it.</summary>
internal static class ObjectInspector
{
    public static InspectReport Inspect(BpfObject target, string origin, bool listTypes)
    {
        ObjectDescription file = target.Describe();
        return new InspectReport(
            file.Name,
            origin,
            file.IsLittleEndian ? "little endian" : "big endian",
            file.License,
            [.. file.Sections.Select(section => new SectionReport(section.Name, KindOf(section), section.Size, section.IsExecutable))],
            [.. file.Programs.Zip(target.Programs, (program, loadable) => Describe(program, Decide(loadable)))],
            [.. file.Maps.Select(map => Describe(map, target.Maps[map.Name].PinPath))],
            [.. file.Variables.Select(variable => new GlobalReport(variable.Section, variable.Name, variable.Size, variable.Type?.ToString()))],
            [.. file.Externs.Select(symbol => new ExternReport(symbol.Name, symbol.Kind.ToString(), symbol.IsWeak))],
            [.. file.CoreRelocations.Select(relocation
                => new RelocationReport(relocation.Section, relocation.Instruction, relocation.Kind.ToString(), relocation.Access))],
            file.HasTypes ? Summarize(file.Types) : null,
            file.HasTypes && listTypes ? [.. file.Types.Select(type => new TypeReport(type.Id, type.Kind.ToString(), type.ToString(), type.Size))] : null,
            [.. file.KernelNeeds.Select(need => new NeedReport(need.Feature, need.Since.ToString(), need.UsedBy))],
            file.MinimumKernel.ToString(),
            Delegation.Of(file, target));
    }

    // SHT_* of elf.h
    private static string KindOf(SectionDescription section) => section.Type switch
    {
        1 => "PROGBITS",
        2 => "SYMTAB",
        3 => "STRTAB",
        4 => "RELA",
        7 => "NOTE",
        8 => "NOBITS",
        9 => "REL",
        uint other => $"0x{other:x}",
    };

    private static ProgramReport Describe(ProgramDescription program, AttachReport? attach) => new(
        program.Name,
        program.Section,
        program.Targets,
        program.Type.ToString(),
        program.AttachType == 0 ? "none" : program.AttachType.ToString(),
        program.IsAutoLoaded,
        program.Instructions.Length,
        program.SourceOf(0)?.ToString(),
        attach);

    private static AttachReport? Decide(BpfProgram program)
    {
        try
        {
            return program.Decide() is { } decision ? new AttachReport(decision.Name, decision.Reason, decision.Warning) : null;
        }
        catch (BpfException exception)
        {
            return new AttachReport("unknown", exception.Message, null);
        }
    }

    private static MapReport Describe(MapDescription map, string? pinPath) => new(
        map.Name,
        map.Type.ToString(),
        map.KeySize,
        map.ValueSize,
        map.MaxEntries,
        map.Flags.ToString(),
        map.KeyType?.ToString(),
        map.ValueType?.ToString(),
        map.RecordType?.ToString(),
        map.RecordSize,
        pinPath,
        map.InitialSlots.Count > 0 ? map.InitialSlots : null,
        map.Inner?.Type.ToString());

    private static BtfReport Summarize(IReadOnlyList<TypeDescription> types)
    {
        SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
        foreach (TypeDescription type in types)
        {
            kinds[type.Kind.ToString()] = kinds.GetValueOrDefault(type.Kind.ToString()) + 1;
        }

        return new BtfReport((uint)types.Count, kinds);
    }
}
