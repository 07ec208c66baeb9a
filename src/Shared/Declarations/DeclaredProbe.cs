using System.Linq;

namespace Bpf.Shared;

/// <summary>One program attribute of a method: where the program is attached, and how.</summary>
/// <param name="ArgumentTypes">Full names of the types of the constructor arguments.</param>
/// <param name="Arguments">The constructor arguments, enums as numbers.</param>
internal sealed record DeclaredProbe(IReadOnlyList<string> ArgumentTypes, IReadOnlyList<object?> Arguments)
{
    public bool IsSingle { get; init; }

    public bool IsSleepable { get; init; }

    /// <summary>True when the attribute sets <see cref="ProgramKind.Option"/>.</summary>
    public bool HasOption { get; init; }

    /// <summary>The hook of a netfilter program; null when the host chooses it.</summary>
    public NetfilterPlace? Netfilter { get; init; }

    /// <summary>False for a program that is loaded only when the host asks for it.</summary>
    public bool IsLoaded { get; init; } = true;

    public int ProcessId { get; init; } = AttachRecord.AllProcesses;

    /// <summary>Attach cookie; 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>Samples per second of a perf event; 0 for none.</summary>
    public uint Frequency { get; init; }

    /// <summary>Events per sample of a perf event; 0 for none.</summary>
    public ulong Period { get; init; }

    /// <summary>The target, as text; <see langword="null"/> when the host sets it.</summary>
    public string? Target => Netfilter is { } place ? place.ToString() : Arguments.Count > 0 ? Arguments[0] as string ?? EventOf(out _) : null;

    /// <summary>True when the target has wildcards. A tracing program with such a target gets the arguments of different functions.</summary>
    public bool IsGlob => Target is { } target && HasWildcards(target);

    /// <summary>Returns what is wrong with the target; null for nothing.</summary>
    /// <param name="kind">The kind of program.</param>
    public DeclarationFault? TargetFault(ProgramKind kind)
    {
        if (kind.Hooks.Length > 0)
        {
            return new DeclarationFault(BpfDiagnostics.AttachTargetMalformed, $"{(Arguments.Count > 0 ? Arguments[0] : null)}",
                $"there is no such hook; name one, such as {kind.Hooks[0].Name}");
        }

        string? reason = null;
        string? target = kind.Family == ProgramFamily.PerfEvent ? EventOf(out reason) ?? "" : Target;
        if (target is not null && kind.Family != ProgramFamily.PerfEvent)
        {
            reason = ReasonAgainst(target, kind);
        }

        return reason is null ? null : new DeclarationFault(BpfDiagnostics.AttachTargetMalformed, target!, reason);
    }

    private static string? ReasonAgainst(string target, ProgramKind kind)
    {
        if (kind.Family == ProgramFamily.Uprobe)
        {
            bool isReturn = kind.Arguments == ProgramArguments.ReturnValue;
            return AttachTargetSyntax.TryParse(target, isReturn, out AttachTargetSyntax syntax, out string? reason)
                && syntax.Offset != 0 && kind.Verdict == ProgramVerdicts.Session ? "a session begins at the function itself, without an offset" : reason;
        }

        return target.Length == 0 ? "it is empty; leave it out if the host sets it"
            : target.Trim().Length < target.Length ? "it begins or ends with a blank"
            : target.EndsWith("()", StringComparison.Ordinal) ? "a function is named without parentheses"
            : kind.SystemCallEvent is not null
                ? target.IndexOfAny([':', '/']) >= 0 ? "a system call is named without its category here, such as openat" : null
            : kind.Family == ProgramFamily.Usdt ? ColonTarget.Split(target, 3) is null ? "expected <binary>:<provider>:<name>" : null
            : kind.Family == ProgramFamily.Tracepoint
                ? ColonTarget.Split(target, 2) is null || target.Contains('/') ? "expected <category>:<name>, such as sched:sched_switch" : null
            : HasWildcards(target) && !TakesGlobs(kind) ? "this kind of program takes no globs"
            : HasWildcards(target) && kind.GlobForm is not null && target.Contains(':') ? "a glob covers the functions of the kernel, not those of modules"
            : kind.Prototype == KernelPrototype.Tracepoint && target.IndexOfAny([':', '/']) >= 0 ? "a tracepoint is named without its category here"
            : null;
    }

    /// <summary>Returns the section of a program, which has the target of its first attribute.</summary>
    public static string SectionOf(DeclaredProgram program)
    {
        string form = program.HasGlob ? program.Kind.GlobForm ?? "" : "";
        return program.Probes[0].SectionOf(program.Kind, form);
    }

    private static bool HasWildcards(string target) => target.IndexOfAny(['*', '?']) >= 0;

    private static bool TakesGlobs(ProgramKind kind) => kind.GlobForm is not null || kind.Family is ProgramFamily.Kprobe or ProgramFamily.Tracepoint;

    private string SectionOf(ProgramKind kind, string form)
    {
        string section = kind.SectionWith(HasOption) + form + (IsSingle ? ".single" : "") + (IsSleepable ? ".s" : "");

        // The section of a perf event or netfilter program has no room for its target.
        if (kind.Family is not (ProgramFamily.PerfEvent or ProgramFamily.Netfilter) && Target is { Length: > 0 } target)
        {
            // A tracepoint is written category:name in C#, as in tracing tools, but as two path segments in section names.
            section += "/" + (kind.ProgramType == "TRACEPOINT" ? kind.TargetOf(target).Replace(':', '/') : target);
        }

        return IsLoaded ? section : "?" + section;
    }

    /// <summary>Returns the records of a program's attributes; none when its section tells everything.</summary>
    public static AttachRecord[] RecordsOf(ProgramKind kind, string program, IReadOnlyList<DeclaredProbe> probes)
        => probes.Count == 1 && probes[0] is { Cookie: 0, ProcessId: AttachRecord.AllProcesses } only
            && (kind.Family is not (ProgramFamily.PerfEvent or ProgramFamily.Netfilter) || only.Target is null)
            ? []
            : [.. probes.Select(probe => new AttachRecord(program, kind.TargetOf(probe.Target ?? ""), probe.Cookie, probe.ProcessId))];

    private string? EventOf(out string? fault) => PerfEventDeclaration.TargetOf(ArgumentTypes, Arguments, Frequency, Period, out fault);
}
