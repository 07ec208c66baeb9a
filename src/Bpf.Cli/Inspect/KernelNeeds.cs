using Bpf.Runtime;
using Bpf.Runtime.Externs;
using Bpf.Runtime.Objects;
using Bpf.Shared;

namespace Bpf.Cli;

/// <summary>Which kernel an object needs, and for what: from its maps, programs, types, externs and the helpers its code calls.</summary>
internal static class KernelNeeds
{
    // Kernel documentation, and the version of the commit that added each (include/uapi/linux/bpf.h).
    private static readonly Dictionary<MapType, string> s_maps = new()
    {
        [MapType.Hash] = "3.19", [MapType.Array] = "3.19", [MapType.ProgramArray] = "4.2", [MapType.PerfEventArray] = "4.3", [MapType.PerCpuHash] = "4.6",
        [MapType.PerCpuArray] = "4.6", [MapType.StackTrace] = "4.6", [MapType.CgroupArray] = "4.8", [MapType.LruHash] = "4.10", [MapType.LruPerCpuHash] = "4.10",
        [MapType.LpmTrie] = "4.11", [MapType.ArrayOfMaps] = "4.12", [MapType.HashOfMaps] = "4.12", [MapType.Queue] = "4.20", [MapType.Stack] = "4.20",
        [MapType.StructOps] = "5.6", [MapType.RingBuffer] = "5.8", [MapType.InodeStorage] = "5.10", [MapType.TaskStorage] = "5.11", [MapType.BloomFilter] = "5.16",
        [MapType.UserRingBuffer] = "6.1", [MapType.CgroupStorage] = "6.2", [MapType.Arena] = "6.9",
    };

    private static readonly Dictionary<ProgramType, string> s_programs = new()
    {
        [ProgramType.SocketFilter] = "3.19", [ProgramType.Kprobe] = "4.1", [ProgramType.SchedulerClassifier] = "4.1", [ProgramType.SchedulerAction] = "4.1",
        [ProgramType.Tracepoint] = "4.7", [ProgramType.Xdp] = "4.8", [ProgramType.PerfEvent] = "4.9", [ProgramType.CgroupSkb] = "4.10", [ProgramType.CgroupSocket] = "4.10",
        [ProgramType.RawTracepoint] = "4.17", [ProgramType.CgroupSocketAddr] = "4.17", [ProgramType.CgroupSysctl] = "5.2", [ProgramType.CgroupSocketOption] = "5.3",
        [ProgramType.Tracing] = "5.5", [ProgramType.StructOps] = "5.6", [ProgramType.Extension] = "5.6", [ProgramType.Lsm] = "5.7", [ProgramType.SocketLookup] = "5.9",
        [ProgramType.Syscall] = "5.14", [ProgramType.Netfilter] = "6.4",
    };

    /// <summary>All needs, the newest kernel first.</summary>
    public static List<NeedReport> Of(BpfObject target)
    {
        Dictionary<string, string> needs = [];
        ObjectFile file = target.File;
        foreach (BpfMap map in target.Maps)
        {
            if (s_maps.TryGetValue(map.Type, out string? since))
                needs[$"map type {KernelNames.Of(KernelNames.MapTypes, (uint)map.Type)}"] = since;
        }

        foreach (BpfProgram program in target.Programs)
        {
            if (s_programs.TryGetValue(program.Type, out string? since))
                needs[$"program type {KernelNames.Of(KernelNames.ProgramTypes, (uint)program.Type)}"] = since;
            AddAttachment(needs, program);
        }

        if (target.Globals.Sections.Any())
            needs["global variables"] = "5.2";
        if (file.Extension is { Core.Sections.Count: > 0 })
            needs["BTF of the kernel, for CO-RE (CONFIG_DEBUG_INFO_BTF, or a file)"] = "5.2";
        if (file.Externs.Exists(symbol => symbol is { Kind: ExternKind.Function, IsWeak: false }))
            needs["kernel functions (kfuncs)"] = "5.13";
        if (file.Externs.Exists(symbol => symbol is { Kind: ExternKind.Variable, IsWeak: false }))
            needs["kernel variables with types (ksyms)"] = "5.10";
        foreach (CodeSection? section in file.Code)
            AddCode(needs, section);

        return [.. needs.Select(need => new NeedReport(need.Key, need.Value)).OrderByDescending(need => Version.Parse(need.Since)).ThenBy(need => need.What, StringComparer.Ordinal)];
    }

    /// <summary>The newest of the versions.</summary>
    public static string Lowest(List<NeedReport> needs) => needs.Count == 0 ? "3.18" : needs[0].Since;

    private static void AddAttachment(Dictionary<string, string> needs, BpfProgram program)
    {
        if (program is { Type: ProgramType.Kprobe } && (program.Flags & ProgramFlags.Sleepable) != 0)
            needs["sleepable uprobes"] = "6.0";

        switch (program.ExpectedAttachType)
        {
            case AttachType.TraceUprobeMulti:
                needs["multi-uprobes"] = "6.6";
                break;
            case AttachType.TraceUprobeSession:
                needs["uprobe sessions"] = "6.13";
                break;
            case AttachType.TraceKprobeMulti:
                needs["multi-kprobes"] = "5.18";
                break;
            case AttachType.TraceKprobeSession:
                needs["kprobe sessions"] = "6.10";
                break;
            case AttachType.LsmCgroup:
                needs["security hooks of cgroups"] = "6.0";
                break;
            case AttachType.TcxIngress or AttachType.TcxEgress:
                needs["tcx links, to attach"] = "6.6";
                break;
            case AttachType.NetkitPrimary or AttachType.NetkitPeer:
                needs["netkit devices, to attach"] = "6.7";
                break;
            case >= AttachType.CgroupUnixConnect and <= AttachType.CgroupUnixGetSocketName:
                needs["Unix sockets in cgroup programs"] = "6.7";
                break;
        }
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
            needs["32-bit jump distances (-mcpu=v4)"] = "6.6";
        else if (instruction.Class == Jump32)
            needs["32-bit comparisons (-mcpu=v3)"] = "5.1";
    }
}
