using System.Linq;

namespace Bpf.Shared;

/// <summary>One kind of BPF program: its declaration in C# and its representation in the object.</summary>
internal sealed class ProgramKind
{
    /// <summary>The class in Bpf.Runtime for programs without a more specific one.</summary>
    public const string UntypedHandle = "Bpf.Runtime.BpfProgram";

    public ProgramKind(string attribute, string section, string programType, string context, ProgramArguments arguments, ProgramVerdict verdict,
        ProgramFamily family)
    {
        Attribute = attribute;
        Section = section;
        ProgramType = programType;
        Context = context;
        Arguments = arguments;
        Verdict = verdict;
        Family = family;
    }

    /// <summary>Full name of the attribute class.</summary>
    public string Attribute { get; }

    /// <summary>First part of the ELF section name.</summary>
    public string Section { get; }

    /// <summary>Kernel name of the program type without <c>BPF_PROG_TYPE_</c>, as in <see cref="HelperInfo.ProgramTypes"/>.</summary>
    public string ProgramType { get; }

    /// <summary>
    /// The name under which <see cref="HelperInfo.ProgramTypes"/> lists what such programs may call: the program type, or where the kernel decides by it the
    /// attach type without <c>BPF_</c>.
    /// </summary>
    public string HelperSet { get => field ?? ProgramType; init; }

    /// <summary>
    /// The hooks among which the first argument of the attribute chooses, ordered by the numbers of its enum, which start at 0; empty for kinds with
    /// one hook. <see cref="For"/> returns the kind with the values of the hook.
    /// </summary>
    public ProgramHook[] Hooks
    {
        get;
        init
        {
            field = value;
            AtHooks = [.. value.Select(At)];
        }
    }
    = [];

    /// <summary>The kind at each of its hooks; empty for kinds with one hook.</summary>
    public ProgramKind[] AtHooks { get; private init; } = [];

    /// <summary>The hook, in one of <see cref="AtHooks"/>.</summary>
    public ProgramHook? Hook { get; private init; }

    /// <summary>
    /// Name of a <c>bool</c> property of the attribute, which changes the section to <see cref="OptionSection"/>; null for attributes without one.
    /// </summary>
    public string? Option { get; init; }

    /// <summary>ELF section name of programs with the <see cref="Option"/>.</summary>
    public string? OptionSection { get; init; }

    /// <summary>Full name of the context type that the first parameter may have; empty when the kind has none.</summary>
    public string Context { get; }

    /// <summary>The meaning of the parameters after the context.</summary>
    public ProgramArguments Arguments { get; }

    /// <summary>Where the kernel lists the prototype of a target; null for kinds whose parameters do not follow one.</summary>
    public KernelPrototype? Prototype { get; init; }

    /// <summary>The tracepoint of all system calls, for kinds whose target is the name of one; null for others.</summary>
    public string? SystemCallEvent { get; init; }

    /// <summary>Part of the section name of programs at globs; null for kinds that take globs like other targets, or not at all.</summary>
    public string? GlobForm { get; init; }

    /// <summary>The meaning of its return value.</summary>
    public ProgramVerdict Verdict { get; }

    /// <summary>How such a program is attached.</summary>
    public ProgramFamily Family { get; }

    /// <summary>
    /// Returns the kind at the hook that an attribute chooses, always the same instance; the kind itself when it has one hook, or not that one.
    /// </summary>
    /// <param name="arguments">The constructor arguments, enums as numbers.</param>
    public ProgramKind For(IReadOnlyList<object?> arguments)
        => arguments.Count > 0 && arguments[0] is int number && (uint)number < (uint)AtHooks.Length ? AtHooks[number] : this;

    /// <summary>Returns true for a helper that such programs may call.</summary>
    public bool Allows(HelperInfo helper) => Arguments == ProgramArguments.ReplacedFunction // those of the program that it extends
        || helper.Allows(HelperSet) || (Hook?.AttachType is { } place && helper.Allows(place));

    /// <summary>Returns the first part of the ELF section name.</summary>
    /// <param name="hasOption">Whether the attribute sets the <see cref="Option"/>.</param>
    public string SectionWith(bool hasOption) => hasOption && OptionSection is not null ? OptionSection : Section;

    /// <summary>Returns the target as the loader knows it.</summary>
    /// <param name="declared">The target in the attribute.</param>
    public string TargetOf(string declared) => SystemCallEvent is null || declared.Length == 0 ? declared
        : declared == KernelPrototype.AllSystemCalls ? $"raw_syscalls:{SystemCallEvent}"
        : $"syscalls:{SystemCallEvent}_{declared}";

    /// <summary>Full name of the class in Bpf.Runtime that represents such a program; each family has its own.</summary>
    public string Handle => Family == ProgramFamily.Untyped ? UntypedHandle : $"Bpf.Runtime.{Family}Program";

    private ProgramKind At(ProgramHook hook)
        => new(Attribute, hook.Section, hook.ProgramType ?? ProgramType, Context, Arguments, hook.Verdict ?? Verdict, Family)
        {
            HelperSet = hook.HelperSet ?? hook.ProgramType ?? HelperSet,
            Hook = hook,
        };
}
