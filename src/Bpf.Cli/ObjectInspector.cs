using Bpf.Runtime;
using Bpf.Runtime.Externs;
using Bpf.Runtime.Objects;
using Bpf.Runtime.Relocations;

namespace Bpf.Cli;

/// <summary>Collects what can be said of an object without the kernel.</summary>
internal static class ObjectInspector
{
    public static InspectReport Inspect(BpfObject target, string origin)
    {
        ObjectFile file = target.File;
        List<GlobalReport> globals = [];
        foreach (string section in target.Globals.Sections)
            globals.AddRange(target.Globals.VariablesOf(section).Select(variable => new GlobalReport(section, variable.Name, variable.Size)));

        return new InspectReport(
            target.Name,
            origin,
            target.License,
            [.. file.Elf.Sections.Where(section => section.Name.Length > 0).Select(section => section.Name)],
            [.. target.Programs.Select(program => new ProgramReport(
                program.Name, program.SectionName, program.Type.ToString(), program.ExpectedAttachType == 0 ? "none" : program.ExpectedAttachType.ToString(),
                program.AutoLoad, program.Instructions.Length))],
            [.. target.Maps.Select(map => new MapReport(
                map.Name, map.Type.ToString(), map.KeySize, map.ValueSize, map.MaxEntries, map.Flags.ToString(), map.PinPath))],
            globals,
            [.. file.Externs.Select(symbol => new ExternReport(symbol.Name, symbol.Kind.ToString(), symbol.IsWeak))],
            CoreRelocations(file),
            file.Btf is null ? 0 : file.Btf.EndId - 1,
            Needs(target, file));
    }

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

    private static List<string> Needs(BpfObject target, ObjectFile file)
    {
        List<string> needs = [];
        if (file.Extension is { Core.Sections.Count: > 0 })
            needs.Add("BTF of the kernel, for CO-RE (5.2, CONFIG_DEBUG_INFO_BTF)");
        if (file.Externs.Exists(symbol => symbol.Kind is ExternKind.Function))
            needs.Add("kernel functions (5.13)");
        if (target.Globals.Sections.Any())
            needs.Add("global variables (5.2)");
        if (target.Maps.Any(map => map.Type == MapType.RingBuffer))
            needs.Add("ring buffers (5.8)");
        if (target.Programs.Any(program => program.ExpectedAttachType == AttachType.TraceUprobeSession))
            needs.Add("uprobe sessions (6.13)");
        if (target.Programs.Any(program => program.ExpectedAttachType == AttachType.TraceUprobeMulti))
            needs.Add("multi-uprobes (6.6)");
        if (target.Programs.Any(program => program is { Type: ProgramType.Kprobe, Flags: ProgramFlags.Sleepable }))
            needs.Add("sleepable uprobes (6.0)");

        return needs;
    }
}
