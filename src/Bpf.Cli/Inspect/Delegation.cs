using Bpf.Objects.Description;
using Bpf.Objects.Maps;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>What the mount options <c>delegate_*</c> of a BPF file system must list for an object (kernel 6.9).</summary>
internal static class Delegation
{
    public static DelegationReport Of(BpfObject target)
    {
        ObjectFile file = target.File;
        SortedSet<string> commands = new(StringComparer.Ordinal), maps = new(StringComparer.Ordinal), programs = new(StringComparer.Ordinal), attachTypes = new(StringComparer.Ordinal);
        if (file.Btf is not null)
            commands.Add("btf_load");
        foreach (BpfMap map in target.Maps)
        {
            commands.Add("map_create");
            maps.Add(KernelNames.Of(KernelNames.MapTypes, (uint)map.Type));
            if (map.Definition?.Inner is { } inner)
                maps.Add(KernelNames.Of(KernelNames.MapTypes, (uint)inner.Type));
        }

        foreach (BpfProgram program in target.Programs)
        {
            if (!program.AutoLoad || program.Type == ProgramType.Unspecified)
                continue;

            commands.Add("prog_load");
            programs.Add(KernelNames.Of(KernelNames.ProgramTypes, (uint)program.Type));
            AttachType attachType = program is ProbeProgram probe ? DecideOr(probe) : program.ExpectedAttachType;
            attachTypes.Add(Name(attachType));
        }

        return new DelegationReport([.. commands], [.. maps], [.. programs], [.. attachTypes]);
    }

    private static AttachType DecideOr(ProbeProgram probe)
    {
        try
        {
            return probe.Decide().AttachType;
        }
        catch (BpfException)
        {
            return probe.ExpectedAttachType;
        }
    }

    private static string Name(AttachType type) => type switch
    {
        AttachType.TraceUprobeMulti => "trace_uprobe_multi",
        AttachType.TraceUprobeSession => "trace_uprobe_session",
        AttachType.TraceKprobeMulti => "trace_kprobe_multi",
        AttachType.TraceKprobeSession => "trace_kprobe_session",
        0 => "cgroup_inet_ingress", // what the kernel takes "none given" for
        _ => ((uint)type).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
