using Bpf.Objects.Description;
using Bpf.Objects.Externs;
using Bpf.Objects.Files;
using Bpf.Objects.Maps;
using Bpf.Objects.Relocations;
using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Reading;

/// <summary>Determines which kernel an object needs, and why, from its maps, programs, types, externs and instructions.</summary>
internal sealed class KernelNeedFinder(ObjectFile file)
{
    private readonly Dictionary<string, (Version Since, List<string> UsedBy)> _needs = [];

    /// <summary>Returns all needs, newest kernel first.</summary>
    public IReadOnlyList<KernelNeed> Find(IReadOnlyList<ProgramDescription> programs, IReadOnlyList<DataSectionDefinition> data)
    {
        foreach (MapDefinition map in file.Maps)
        {
            AddMap(map, map.Name);
        }

        foreach (ProgramDescription program in programs)
        {
            AddProgram(program);
        }

        foreach (DataSectionDefinition section in data)
        {
            Add(FeatureArea.Code, FeatureVersions.Globals, section.Section.Name);
            AddMap(section.Map, section.Section.Name);
        }

        foreach (string section in file.Extension?.Core.Sections.Keys ?? [])
        {
            Add(FeatureArea.Code, "core", section);
        }

        foreach (ExternSymbol symbol in file.Externs.Where(static symbol => !symbol.IsWeak))
        {
            AddExtern(symbol);
        }

        foreach (CodeSection? section in file.Code)
        {
            AddCode(section);
        }

        return [.. _needs.Select(static need => new KernelNeed(need.Key, need.Value.Since, need.Value.UsedBy))
            .OrderByDescending(static need => need.Since).ThenBy(static need => need.Feature, StringComparer.Ordinal)];
    }

    private void AddMap(MapDefinition map, string name)
    {
        if (FeatureVersions.OfMap(map.Type) is { } row)
        {
            Add($"map type {map.Type.KernelName()}", row.Since, name);
        }

        if (map.Inner is { } inner)
        {
            AddMap(inner, name);
        }
    }

    private void AddProgram(ProgramDescription program)
    {
        string type = program.Type.KernelName();
        if (FeatureVersions.Find(FeatureArea.ProgramType, type) is { } row)
        {
            Add($"program type {type}", row.Since, program.Name);
        }

        if (program is { Type: ProgramType.Kprobe } && (program.Flags & ProgramFlags.Sleepable) != 0)
        {
            Add(FeatureArea.Attachment, FeatureVersions.SleepableUprobe, program.Name);
        }

        if (AttachTypeFeature.KeyOf(program.AttachType, program.Flags) is { } attachment)
        {
            Add(FeatureArea.Attachment, attachment, program.Name);
        }
    }

    private void AddExtern(ExternSymbol symbol)
    {
        if (symbol.Kind == ExternKind.Variable)
        {
            Add(FeatureArea.Code, "ksyms", symbol.Name);
        }

        if (symbol.Kind == ExternKind.Function)
        {
            Add(FeatureVersions.OfFunction(symbol.Name), symbol.Name);
        }
    }

    private void AddCode(CodeSection? section)
    {
        for (int i = 0; i < section?.Instructions.Length; i++)
        {
            BpfInstruction instruction = section.Instructions[i];
            if (instruction.IsWideLoad)
            {
                i++;
                continue;
            }

            string user = file.FunctionAt(section.Index, i) is >= 0 and var function ? file.Functions[function].Name : section.Name;

            // A relocated call targets an extern or a subprogram, whatever number it holds.
            if (instruction is { IsCall: true, Source: 0 } && section.SymbolAt(i) < 0 && HelperTable.Find(instruction.Immediate) is { } helper)
            {
                Add($"helper {helper.Name}", new Version(helper.SinceMajor, helper.SinceMinor), user);
            }

            if (CodeFeature(instruction) is { } feature)
            {
                Add(FeatureArea.Code, feature, user);
            }
        }
    }

    private static string? CodeFeature(BpfInstruction instruction)
    {
        const int Addition = 0; // BPF_ADD
        const int Atomic = 0xC0; // BPF_ATOMIC
        const int ModeMask = 0xE0; // BPF_MODE
        const int LongJump = 0x06; // BPF_JMP32 | BPF_JA
        return instruction.Class switch
        {
            InstructionCodes.StoreClass when (instruction.Opcode & ModeMask) == Atomic && instruction.Immediate != Addition => FeatureVersions.Atomic,
            InstructionCodes.Jump32Class => instruction.Opcode == LongJump ? "jump32" : "jmp32",
            InstructionCodes.JumpClass when instruction is { IsCall: true, Source: InstructionCodes.PseudoCall } => FeatureVersions.LocalCall,
            InstructionCodes.JumpClass when instruction is { IsCall: false, Offset: < 0 } => FeatureVersions.Loop,
            _ => null,
        };
    }

    private void Add(FeatureArea area, string key, string user) => Add(FeatureVersions.Find(area, key)!, user);

    private void Add(FeatureVersion row, string user) => Add(row.What, row.Since, user);

    private void Add(string feature, Version since, string user)
    {
        if (!_needs.TryGetValue(feature, out (Version Since, List<string> UsedBy) need))
        {
            _needs[feature] = need = (since, []);
        }

        if (!need.UsedBy.Contains(user))
        {
            need.UsedBy.Add(user);
        }
    }
}
