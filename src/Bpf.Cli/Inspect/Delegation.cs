using System.Globalization;
using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Computes what the mount options <c>delegate_*</c> of a BPF file system must list for an object (kernel 6.9).</summary>
internal static class Delegation
{
    public static DelegationReport Of(ObjectDescription file, BpfObject target)
    {
        SortedSet<string> commands = new(StringComparer.Ordinal), maps = new(StringComparer.Ordinal), programs = new(StringComparer.Ordinal),
            attachTypes = new(StringComparer.Ordinal);
        if (file.HasTypes)
        {
            commands.Add("btf_load");
        }

        foreach (MapDescription map in file.Maps)
        {
            commands.Add("map_create");
            maps.Add(map.Type.KernelName());
            if (map.Inner is { } inner)
            {
                maps.Add(inner.Type.KernelName());
            }
        }

        foreach (BpfProgram program in target.Programs)
        {
            if (!program.AutoLoad || program.Type == ProgramType.Unspecified)
            {
                continue;
            }

            commands.Add("prog_load");
            programs.Add(program.Type.KernelName());
            AttachType attachType = AttachTypeOf(program);
            attachTypes.Add(Name(attachType));
        }

        return new DelegationReport([.. commands], [.. maps], [.. programs], [.. attachTypes]);
    }

    private static AttachType AttachTypeOf(BpfProgram program)
    {
        try
        {
            return program.Decide()?.AttachType ?? program.ExpectedAttachType;
        }
        catch (BpfException)
        {
            return program.ExpectedAttachType;
        }
    }

    private static string Name(AttachType type) => type switch
    {
        AttachType.TraceUprobeMulti => "trace_uprobe_multi",
        AttachType.TraceUprobeSession => "trace_uprobe_session",
        AttachType.TraceKprobeMulti => "trace_kprobe_multi",
        AttachType.TraceKprobeSession => "trace_kprobe_session",
        0 => "cgroup_inet_ingress", // how the kernel interprets "none given"
        _ => ((uint)type).ToString(CultureInfo.InvariantCulture),
    };
}
