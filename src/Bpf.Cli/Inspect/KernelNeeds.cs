using Bpf.Objects.Btf.Values;
using Bpf.Objects.Description;
using Bpf.Objects.Externs;
using Bpf.Objects.Maps;
using Bpf.Objects.Files;
using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Cli;

/// <summary>Which kernel an object needs, and for what: from its maps, programs, types, externs and the helpers its code calls.</summary>
internal static class KernelNeeds
{
    /// <summary>All needs, the newest kernel first.</summary>
    public static List<NeedReport> Of(BpfObject target)
    {
        Dictionary<string, string> needs = [];
        ObjectFile file = target.File;
        foreach (BpfMap map in target.Maps)
        {
            if (FeatureVersions.OfMap((uint)map.Type) is { } row)
                needs[$"map type {KernelNames.Of(KernelNames.MapTypes, (uint)map.Type)}"] = row.Since.ToString();
        }

        foreach (BpfProgram program in target.Programs)
        {
            string type = KernelNames.Of(KernelNames.ProgramTypes, (uint)program.Type);
            if (FeatureVersions.Find(FeatureArea.ProgramType, type) is { } row)
                needs[$"program type {type}"] = row.Since.ToString();
            AddAttachment(needs, program);
        }

        if (target.Globals.Sections.Any())
            Add(needs, FeatureArea.Code, FeatureVersions.Globals);
        if (file.Extension is { Core.Sections.Count: > 0 })
            Add(needs, FeatureArea.Code, "core");
        if (file.Externs.Exists(symbol => symbol is { Kind: ExternKind.Function, IsWeak: false }))
            Add(needs, FeatureArea.KernelFunction, "*");
        if (file.Externs.Exists(symbol => symbol is { Kind: ExternKind.Variable, IsWeak: false }))
            Add(needs, FeatureArea.Code, "ksyms");
        foreach (CodeSection? section in file.Code)
            AddCode(needs, section);

        return [.. needs.Select(need => new NeedReport(need.Key, need.Value)).OrderByDescending(need => Version.Parse(need.Since)).ThenBy(need => need.What, StringComparer.Ordinal)];
    }

    /// <summary>The newest of the versions.</summary>
    public static string Lowest(List<NeedReport> needs) => needs.Count == 0 ? "3.18" : needs[0].Since;

    private static void AddAttachment(Dictionary<string, string> needs, BpfProgram program)
    {
        if (program is { Type: ProgramType.Kprobe } && (program.Flags & ProgramFlags.Sleepable) != 0)
            Add(needs, FeatureArea.Attachment, FeatureVersions.SleepableUprobe);

        string? attachment = program.ExpectedAttachType switch
        {
            AttachType.TraceUprobeMulti => "uprobe.multi",
            AttachType.TraceUprobeSession => "uprobe.session",
            AttachType.TraceKprobeMulti => "kprobe.multi",
            AttachType.TraceKprobeSession => "kprobe.session",
            AttachType.LsmCgroup => "lsm_cgroup",
            AttachType.TcxIngress => "tcx/ingress",
            AttachType.TcxEgress => "tcx/egress",
            AttachType.NetkitPrimary or AttachType.NetkitPeer => "netkit",
            >= AttachType.CgroupUnixConnect and <= AttachType.CgroupUnixGetSocketName => "cgroup/unix",
            _ => null,
        };
        if (attachment is not null)
            Add(needs, FeatureArea.Attachment, attachment);
    }

    private static void Add(Dictionary<string, string> needs, FeatureArea area, string key)
    {
        FeatureVersion row = FeatureVersions.Find(area, key)!;
        needs[row.What] = row.Since.ToString();
    }

    private static void AddCode(Dictionary<string, string> needs, CodeSection? section)
    {
        if (section is null)
            return;

        for (int i = 0; i < section.Instructions.Length; i++)
        {
            BpfInstruction instruction = section.Instructions[i];
            if (instruction.IsWideLoad)
            {
                i++;
                continue;
            }

            // A relocated call is one of an extern or a subprogram, whatever number it holds.
            if (instruction is { IsCall: true, Source: 0 } && section.SymbolAt(i) < 0 && HelperTable.Find(instruction.Immediate) is { } helper)
                needs[$"helper {helper.Name}"] = $"{helper.SinceMajor}.{helper.SinceMinor}";
            if (instruction.Class is 0x05 or 0x06 && instruction is { IsCall: false })
                AddJump(needs, instruction);
        }
    }

    private static void AddJump(Dictionary<string, string> needs, BpfInstruction instruction)
    {
        const int Jump32 = 0x06; // BPF_JMP32
        const int LongJump = 0x06; // BPF_JMP32 | BPF_JA
        if (instruction.Opcode == LongJump)
            Add(needs, FeatureArea.Code, "jump32");
        else if (instruction.Class == Jump32)
            Add(needs, FeatureArea.Code, "jmp32");
    }
}
