using System.Collections.Concurrent;
using Bpf.Objects.Btf;
using Bpf.Runtime.Features;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// The features of the running kernel, determined by probing, never by version number. Each probe runs once per process and once per token, since a
/// token changes what is allowed. Values are computed on first use; the members are thread-safe.
/// </summary>
/// <remarks>
/// If a probe runs out of memory or descriptors, it throws a <see cref="BpfException"/> with that error and runs again next time.
/// <see cref="FeatureState.Denied"/> does not mean "missing": the kernel did not allow this process to find out.
/// </remarks>
public sealed class KernelFeatures
{
    private const int ProbeReadKernelHelper = 113; // BPF_FUNC_probe_read_kernel, include/uapi/linux/bpf.h
    private const int AttachCookieHelper = 174; // BPF_FUNC_get_attach_cookie
    private static readonly KernelFeatures s_withoutToken = new(null);
    private readonly BpfToken? _token;
    private readonly ConcurrentDictionary<ProgramType, KernelFeature> _programTypes = new();
    private readonly ConcurrentDictionary<MapType, KernelFeature> _mapTypes = new();
    private readonly ConcurrentDictionary<(ProgramType, int), KernelFeature> _helpers = new();

    private KernelFeatures(BpfToken? token) => _token = token;

    /// <summary>Type information (kernel 4.18).</summary>
    public KernelFeature Btf => field ??= BtfProbe.Run(_token);

    /// <summary>Functions in BTF, together with function and line records of programs (kernel 5.0).</summary>
    public KernelFeature BtfFunctions => field ??= BtfProbe.Run(BtfAbilities.Functions, _token);

    /// <summary>Variables and data sections in BTF (kernel 5.2).</summary>
    public KernelFeature BtfDataSections => field ??= BtfProbe.Run(BtfAbilities.DataSections, _token);

    /// <summary>Linkage of functions in BTF (kernel 5.6).</summary>
    public KernelFeature BtfGlobalFunctions => field ??= BtfProbe.Run(BtfAbilities.GlobalFunctions, _token);

    /// <summary>Floating-point types in BTF (kernel 5.13).</summary>
    public KernelFeature BtfFloats => field ??= BtfProbe.Run(BtfAbilities.Floats, _token);

    /// <summary>Declaration tags in BTF (kernel 5.16).</summary>
    public KernelFeature BtfDeclarationTags => field ??= BtfProbe.Run(BtfAbilities.DeclarationTags, _token);

    /// <summary>Type tags in BTF (kernel 5.17).</summary>
    public KernelFeature BtfTypeTags => field ??= BtfProbe.Run(BtfAbilities.TypeTags, _token);

    /// <summary>64-bit enums in BTF (kernel 6.0).</summary>
    public KernelFeature BtfEnum64 => field ??= BtfProbe.Run(BtfAbilities.Enum64, _token);

    /// <summary>Data sections in BTF with names that begin with <c>?</c> (kernel 6.9).</summary>
    public KernelFeature BtfQuestionMarkSections => field ??= BtfProbe.Run(BtfAbilities.QuestionMarkNames, _token);

    /// <summary>A section with the sizes of kinds in BTF (kernel 7.1).</summary>
    public KernelFeature BtfLayout => field ??= BtfProbe.Run(BtfAbilities.Layout, _token);

    /// <summary>BTF of kernel modules (kernel 5.11).</summary>
    public KernelFeature ModuleBtf => field ??= ModuleBtfProbe.Run(_token);

    /// <summary>Names of programs and maps (kernel 4.15).</summary>
    public KernelFeature ObjectNames => field ??= ObjectNameProbe.Run(_token);

    /// <summary>Globals: addresses of map values in instructions (kernel 5.2).</summary>
    public KernelFeature GlobalData => field ??= GlobalDataProbe.Run(_token);

    /// <summary>Arrays that user space can map into memory (kernel 5.5).</summary>
    public KernelFeature MappableArrays => field ??= MappableArrayProbe.Run(_token);

    /// <summary>Expected attach types at program load (kernel 4.17).</summary>
    public KernelFeature ExpectedAttachType => field ??= ExpectedAttachTypeProbe.Run(_token);

    /// <summary>The helpers <c>bpf_probe_read_kernel</c>, <c>_user</c> and their string forms (kernel 5.5).</summary>
    public KernelFeature ProbeReadKernel => field ??= HelperProbe.RunTracing(new FeatureQuestion("probe_read_kernel", "5.5"), ProbeReadKernelHelper, _token);

    /// <summary>The helper <c>bpf_get_attach_cookie</c> (kernel 5.15).</summary>
    public KernelFeature AttachCookie => field ??= HelperProbe.RunTracing(new FeatureQuestion("bpf_cookie", "5.15"), AttachCookieHelper, _token);

    /// <summary>Binding maps to programs that do not use them (kernel 5.10).</summary>
    public KernelFeature ProgramBindMap => field ??= ProgramBindMapProbe.Run(_token);

    /// <summary>The tag <c>arg:ctx</c> on arguments of global functions (kernel 6.8).</summary>
    public KernelFeature ArgumentContextTag => field ??= ArgumentContextTagProbe.Run(_token);

    /// <summary>Offsets of globals beyond 512 MiB, which arenas need (kernel 7.0).</summary>
    public KernelFeature WideGlobalOffsets => field ??= WideOffsetProbe.Run(_token);

    /// <summary>System call functions prefixed with the name of the architecture (kernel 4.17 on x86-64, 4.19 on arm64).</summary>
    public KernelFeature SyscallWrapper => field ??= SyscallWrapperProbe.Run();

    /// <summary>BPF tokens (kernel 6.9).</summary>
    public KernelFeature Token => field ??= TokenProbe.Run();

    /// <summary>Log and other attributes common to all commands (kernel 7.2).</summary>
    public KernelFeature CommonAttributes => field ??= CommonAttributesProbe.Run();

    /// <summary>Multi-uprobe links with a working process filter (<c>BPF_TRACE_UPROBE_MULTI</c>, kernel 6.6; the filter 6.10 and stable updates).</summary>
    public KernelFeature UprobeMulti => field ??= UprobeMultiProbe.Run(_token);

    /// <summary>Multi-uprobe links for an open file instead of a path (<c>BPF_F_UPROBE_MULTI_PATH_FD</c>, kernel 7.2).</summary>
    public KernelFeature UprobePathDescriptor => field ??= UprobePathDescriptorProbe.Run(_token);

    /// <summary>Uprobe sessions: one program at both entry and return (<c>BPF_TRACE_UPROBE_SESSION</c>, kernel 6.13).</summary>
    public KernelFeature UprobeSession => field ??= UprobeSessionProbe.Run(_token);

    /// <summary>Uprobes on 5-byte nops turned into a system call (kernel 6.18, x86-64).</summary>
    public KernelFeature UprobeSyscall => field ??= UprobeSyscallProbe.Run();

    /// <summary>Multi-kprobe links (<c>BPF_TRACE_KPROBE_MULTI</c>, kernel 5.18).</summary>
    public KernelFeature KprobeMulti => field ??= KprobeMultiProbe.Run(_token);

    /// <summary>Links of a traced program to many functions (<c>BPF_LINK_TYPE_TRACING_MULTI</c>, kernel 7.3).</summary>
    public KernelFeature TracingMulti => field ??= TracingMultiProbe.Run(_token);

    /// <summary>BPF links for perf events, and with them attach cookies (kernel 5.15).</summary>
    public KernelFeature PerfEventLink => field ??= PerfEventLinkProbe.Run(_token);

    /// <summary>Uprobes as perf events without tracefs (kernel 4.17).</summary>
    public KernelFeature UprobeEvents => field ??= UprobeEventProbe.Run();

    /// <summary>Uprobe semaphores (kernel 4.20).</summary>
    public KernelFeature UprobeReferenceCounter => field ??= UprobeReferenceCounterProbe.Run();

    /// <summary>BPF memory charged to the memory cgroup rather than the locked-memory limit (kernel 5.11).</summary>
    public KernelFeature MemoryAccounting => field ??= MemoryAccountingProbe.Run(_token);

    /// <summary>All of the features above, in a fixed order; evaluates all of them.</summary>
    public IReadOnlyList<KernelFeature> All =>
    [
        Btf,
        BtfFunctions,
        BtfDataSections,
        BtfGlobalFunctions,
        BtfFloats,
        BtfDeclarationTags,
        BtfTypeTags,
        BtfEnum64,
        BtfQuestionMarkSections,
        BtfLayout,
        ModuleBtf,
        ObjectNames,
        GlobalData,
        MappableArrays,
        ExpectedAttachType,
        ProbeReadKernel,
        AttachCookie,
        ProgramBindMap,
        ArgumentContextTag,
        WideGlobalOffsets,
        SyscallWrapper,
        Token,
        CommonAttributes,
        UprobeMulti,
        UprobePathDescriptor,
        UprobeSession,
        UprobeSyscall,
        KprobeMulti,
        TracingMulti,
        PerfEventLink,
        UprobeEvents,
        UprobeReferenceCounter,
        MemoryAccounting,
    ];

    /// <summary>The supported BTF features; those that could not be probed count as present.</summary>
    internal BtfAbilities BtfAbilities
    {
        get
        {
            BtfAbilities found = BtfAbilities.All;
            void Check(KernelFeature feature, BtfAbilities ability)
            {
                if (feature.State == FeatureState.Missing)
                {
                    found &= ~ability;
                }
            }

            Check(BtfFunctions, BtfAbilities.Functions);
            Check(BtfDataSections, BtfAbilities.DataSections);
            Check(BtfGlobalFunctions, BtfAbilities.GlobalFunctions);
            Check(BtfFloats, BtfAbilities.Floats);
            Check(BtfDeclarationTags, BtfAbilities.DeclarationTags);
            Check(BtfTypeTags, BtfAbilities.TypeTags);
            Check(BtfEnum64, BtfAbilities.Enum64);
            Check(BtfQuestionMarkSections, BtfAbilities.QuestionMarkNames);
            Check(BtfLayout, BtfAbilities.Layout);
            return found;
        }
    }

    /// <summary>Returns the features as seen with a token, or with the privileges of the process.</summary>
    /// <param name="token">The token; null for none.</param>
    /// <returns>The same object for the same token.</returns>
    public static KernelFeatures For(BpfToken? token) => token is null ? s_withoutToken : token.Features;

    /// <summary>Determines whether programs of a type can be loaded.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is unknown to this library.</exception>
    public KernelFeature OfProgramType(ProgramType type) => _programTypes.GetOrAdd(type, static (type, token) => ProgramTypeProbe.Run(type, token), _token);

    /// <summary>Determines whether maps of a type can be created.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is unknown to this library.</exception>
    public KernelFeature OfMapType(MapType type) => _mapTypes.GetOrAdd(type, static (type, token) => MapTypeProbe.Run(type, token), _token);

    /// <summary>Determines whether programs of a type may call a helper.</summary>
    /// <param name="type">The program type; not Tracing, Lsm, StructOps or Extension, for which the result depends on the attach target.</param>
    /// <param name="helper">Number of the helper in <c>enum bpf_func_id</c>.</param>
    /// <exception cref="ArgumentException">The result depends on more than the type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The helper is unknown to this library.</exception>
    public KernelFeature OfHelper(ProgramType type, int helper)
    {
        if (KernelProgramTypes.Find((uint)type) is { IsForTarget: true })
        {
            throw new ArgumentException($"The helpers available to {type} programs depend on the attach target.", nameof(type));
        }

        HelperInfo info = HelperTable.Find(helper) ?? throw new ArgumentOutOfRangeException(nameof(helper), helper, "There is no such helper.");
        return _helpers.GetOrAdd(
            (type, helper),
            static (key, state) => HelperProbe.Run(
                new FeatureQuestion($"helper {state.info.Name} in {key.Item1}", $"{state.info.SinceMajor}.{state.info.SinceMinor}"), key.Item1, key.Item2,
                state.token),
            (info, token: _token));
    }

    internal static KernelFeatures Create(BpfToken token) => new(token);
}
