using Bpf.Runtime;

namespace Bpf.Objects.Btf;

/// <summary>
/// Retypes context arguments for kernels without the tag <c>arg:ctx</c>: copies global functions so that the tagged arguments have the one type by
/// which those kernels recognize the context of a program type. Function records then refer to the copies.
/// </summary>
internal sealed class ArgumentContextFixup
{
    private readonly Dictionary<(uint Function, ProgramType Type), uint> _copies = [];

    private ArgumentContextFixup(BtfTypeTable types) => Types = types;

    /// <summary>The object's types, including the copies.</summary>
    public BtfTypeTable Types { get; private set; }

    /// <summary>Returns whether the types use the tag.</summary>
    public static bool IsNeeded(BtfTypeTable types) => types.StringBytes.IndexOf("arg:ctx\0"u8) >= 0;

    /// <summary>Makes the copies that an object's program types need.</summary>
    public static ArgumentContextFixup Apply(BtfTypeTable types, IEnumerable<ProgramType> programTypes)
    {
        ArgumentContextFixup result = new(types);
        Dictionary<uint, List<int>> tagged = TaggedArguments(types);
        if (tagged.Count == 0)
        {
            return result;
        }

        BtfBuilder builder = new(types);
        foreach (ProgramType programType in programTypes.Distinct())
        {
            if (ContextOf(programType) is not { } context)
            {
                continue;
            }

            uint target = builder.Add(BtfKind.Struct, programType == ProgramType.Kprobe ? "" : context, 0, 0);
            if (programType == ProgramType.Kprobe)
            {
                target = builder.Add(BtfKind.Typedef, context, 0, target);
            }

            uint pointer = builder.AddPointer(target);
            foreach ((uint function, List<int> arguments) in tagged)
            {
                result._copies[(function, programType)] = Copy(builder, types[function], arguments, pointer);
            }
        }

        result.Types = builder.Build();
        return result;
    }

    /// <summary>Returns the copy of a function for a program type, or the function itself.</summary>
    public uint FunctionFor(uint function, ProgramType type) => _copies.GetValueOrDefault((function, type), function);

    private static Dictionary<uint, List<int>> TaggedArguments(BtfTypeTable types)
    {
        Dictionary<uint, List<int>> tagged = [];
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            BtfType tag = types[id];
            if (tag is not { Kind: BtfKind.DeclarationTag, TagComponent: >= 0 } || !tag.Name.SequenceEqual("arg:ctx"u8))
            {
                continue;
            }

            if (tag.Referenced is not { Kind: BtfKind.Function, Linkage: BtfLinkage.Global } function || tag.TagComponent >= function.Referenced.Count)
            {
                continue;
            }

            if (!tagged.TryGetValue(function.Id, out List<int>? arguments))
            {
                tagged[function.Id] = arguments = [];
            }

            arguments.Add(tag.TagComponent);
        }

        return tagged;
    }

    private static uint Copy(BtfBuilder builder, BtfType function, List<int> arguments, uint pointer)
    {
        BtfType prototype = function.Referenced;
        uint[] parameters = prototype.Record[3..].ToArray();
        foreach (int argument in arguments)
        {
            parameters[(2 * argument) + 1] = pointer;
        }

        uint copy = builder.AddFunction(function.NameText,
            builder.Add(BtfKind.FunctionPrototype, "", (uint)prototype.Count, prototype.ReferencedId, parameters), BtfLinkage.Global);
        foreach (int argument in arguments)
        {
            builder.Add(BtfKind.DeclarationTag, "arg:ctx", 0, copy, (uint)argument);
        }

        return copy;
    }

    /// <summary>Returns the name of the struct (for kprobes, of the typedef) that stands for a program's context.</summary>
    private static string? ContextOf(ProgramType type) => type switch
    {
        ProgramType.Kprobe => "bpf_user_pt_regs_t",
        ProgramType.Xdp => "xdp_md",
        ProgramType.SocketFilter or ProgramType.SchedulerClassifier or ProgramType.SchedulerAction or ProgramType.CgroupSkb or ProgramType.LwtInput
            or ProgramType.LwtOutput or ProgramType.LwtTransmit or ProgramType.LwtSeg6Local or ProgramType.SocketSkb or ProgramType.FlowDissector =>
            "__sk_buff",
        ProgramType.PerfEvent => "bpf_perf_event_data",
        ProgramType.RawTracepoint or ProgramType.RawTracepointWritable => "bpf_raw_tracepoint_args",
        ProgramType.CgroupSocket => "bpf_sock",
        ProgramType.CgroupSocketAddr => "bpf_sock_addr",
        ProgramType.CgroupDevice => "bpf_cgroup_dev_ctx",
        ProgramType.CgroupSysctl => "bpf_sysctl",
        ProgramType.CgroupSocketOption => "bpf_sockopt",
        ProgramType.SocketOps => "bpf_sock_ops",
        ProgramType.SocketMessage => "sk_msg_md",
        ProgramType.SocketReuseport => "sk_reuseport_md",
        ProgramType.SocketLookup => "bpf_sk_lookup",
        ProgramType.Netfilter => "bpf_nf_ctx",
        _ => null,
    };
}
