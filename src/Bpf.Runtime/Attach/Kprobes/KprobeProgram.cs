using System.Runtime.InteropServices;
using Bpf.Objects.Description;
using Bpf.Objects.Sections;
using Bpf.Runtime.Attach.Kprobes;
using Bpf.Runtime.Attach.Probes;
using Bpf.Runtime.Programs;
using Bpf.Shared;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program for kernel functions (<c>kprobe</c>, <c>kretprobe</c>, their variants, and <c>ksyscall</c>). At the entry of a traceable function it is
/// upgraded to a multi-kprobe if the kernel supports them.
/// </summary>
public sealed class KprobeProgram : ProbeProgram
{
    private readonly DeclaredKprobe[] _declared;
    private readonly ulong _cookie;

    internal KprobeProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
        AttachRecord[] probes = definition.DeclaredProbes;
        _declared = [.. probes.Where(static probe => probe.Target.Length > 0).Select(probe => Parse(definition, definition.Kind!, probe))];
        _cookie = probes.Length > 0 ? probes[0].Cookie : 0;
    }

    /// <summary>
    /// The target to attach to, for <c>ksyscall</c> and <c>kretsyscall</c> a system call; null, the initial value, selects those of the attributes or the
    /// section. A target set before load can be upgraded.
    /// </summary>
    /// <exception cref="BpfStateException">The program is attached.</exception>
    public KprobeTarget? Target
    {
        get;
        set
        {
            RequireDetached("set the target of program");
            field = value;
        }
    }

    /// <summary>
    /// The targets declared by the attributes or, in objects of other compilers, by the section; empty when the target is left to the host.
    /// </summary>
    public IReadOnlyList<KprobeTarget> DeclaredTargets => [.. _declared.Select(static probe => probe.Target)];

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "a kernel function",
        NeedsTarget = Target is null && _declared.Length == 0,
        TakesCookie = true,
        TakesSession = true,
    };

    /// <summary>Attaches to a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="cookie">Value that <c>bpf_get_attach_cookie</c> returns (kernel 5.15); 0 for none.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfUnsupportedException">The program was loaded in a way that excludes the target.</exception>
    /// <exception cref="BpfException">There is no such function, or the kernel refused.</exception>
    public Link Attach(KprobeTarget target, ulong cookie = 0)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Adopt(AttachTo([new(target, cookie)]));
    }

    private protected override AttachType? SessionType => AttachType.TraceKprobeSession;

    private protected override void Apply(AttachRequest request)
    {
        base.Apply(request);
        if (request.Target is { } text)
        {
            Target = KprobeTarget.Parse(text);
        }
    }

    private protected override AttachUpgradeInput DescribeUpgrade()
    {
        KernelFeature multi = KernelFeatures.For(Owner.Token).KprobeMulti;
        return new()
        {
            Family = ProbeFamily.Kprobe,
            Multi = multi.State,
            FeatureReason = multi.Reason,
            Mode = Mode,
            KernelTargets = [.. ChosenProbes.Select(probe => Candidate(FunctionOf(probe.Target)))],
        };

        KprobeCandidate Candidate(KprobeTarget target)
            => new(target, multi.IsSupported && !target.IsPattern ? TraceableFunctions.Count(target.Function) : null);
    }

    private protected override Link? AttachToSectionTarget() => ChosenProbes is { Length: > 0 } probes ? AttachTo(probes) : null;

    private static DeclaredKprobe Parse(ProgramDefinition definition, SectionKind kind, AttachRecord probe)
    {
        string? error = KprobeTarget.TryParse(probe.Target, out KprobeTarget? target);
        if (error is null && target!.Offset != 0 && kind.IsReturn)
        {
            error = "a return probe cannot have an offset";
        }

        return error is null ? new DeclaredKprobe(target!, probe.Cookie)
            : throw new BpfObjectFormatException(definition.Subject, $"The target '{probe.Target}' is not valid: {error}.");
    }

    private DeclaredKprobe[] ChosenProbes
    {
        get
        {
            DeclaredKprobe[] probes = Target is { } target ? [new(target, _cookie)] : _declared;
            return Request.Cookie == 0 ? probes : [.. probes.Select(probe => probe with { Cookie = Request.Cookie })];
        }
    }

    // Of ksyscall programs, targets are system calls.
    private KprobeTarget FunctionOf(KprobeTarget target)
        => Definition.Kind!.IsSystemCall && !target.Function.StartsWith(SystemCallPrefix, StringComparison.Ordinal)
            ? target with { Function = SystemCallPrefix + target.Function }
            : target;

    // Since 4.17 (arm64: 4.19), the entry of a system call is an architecture-specific wrapper.
    private static string SystemCallPrefix => HostArchitecture.Current switch
    {
        Architecture.X64 => "__x64_sys_",
        Architecture.Arm64 => "__arm64_sys_",
        Architecture.RiscV64 => "__riscv_sys_",
        Architecture.S390x => "__s390x_sys_",
        _ => "__se_sys_",
    };

    private Link AttachTo(DeclaredKprobe[] named)
    {
        BpfHandle handle = Handle;
        DeclaredKprobe[] probes = [.. named.Select(probe => probe with { Target = FunctionOf(probe.Target) })];
        if (IsReturnProbe && Array.Exists(probes, static probe => probe.Target.Offset != 0))
        {
            throw new ArgumentException("A return probe cannot have an offset.", nameof(named));
        }

        AttachDecision decision = AttachDecision;
        if (decision.IsMulti && Array.Exists(probes, static probe => probe.Target.Offset != 0 || probe.Target.Function.Contains(':')))
        {
            throw new BpfUnsupportedException("attach program", Name,
                $"It was loaded for a {decision.Name} link ({decision.Reason}), which can only attach to function entries by plain name. "
                    + "Set Target or Mode before Load, or Single = true in the attribute.");
        }

        // Attributes may name a function that a pattern matches; the kernel takes each once.
        KprobePlace[] places = [.. probes.SelectMany(Resolve).DistinctBy(static place => (place.Function, place.Offset))];
        KprobePlaces all = new(places, IsReturnProbe, string.Join(", ", probes.Select(static probe => $"{probe.Target}")));
        IEnumerable<object> keys = places.Select(static place => (object)(place.Function, place.Offset, place.Cookie));
        Link link = AttachOnce("attach program", new(Name, all.Subject), keys, () => decision.IsMulti
            ? KprobeMultiAttacher.Attach(Name, handle, decision, all)
            : PerfKprobeAttacher.Attach(Name, handle, all, KernelFeatures.For(Owner.Token).PerfEventLink.IsSupported, Owner.Token is not null));
        foreach (SkippedPlace skipped in link.Skipped)
        {
            Owner.Log(BpfLogLevel.Warning, Name, $"skips {skipped.Name}. {skipped.Reason}");
        }

        return link;
    }

    private IEnumerable<KprobePlace> Resolve(DeclaredKprobe probe)
    {
        (KprobeTarget target, ulong cookie) = probe;
        if (!target.IsPattern)
        {
            return [new KprobePlace(target.Function, target.Offset, cookie, IsMatch: false)];
        }

        string[] names = TraceableFunctions.Matching(target.Function) ?? throw new BpfUnsupportedException(
            "attach program", Name,
            "Patterns are looked up in the kernel's list of traceable functions, which cannot be read: mount tracefs on /sys/kernel/tracing.");
        return names.Length > 0 ? names.Select(name => new KprobePlace(name, 0, cookie, IsMatch: true))
            : throw new BpfException("attach program", Name, Errno.ENOENT, $"The pattern '{target.Function}' matches no traceable function.");
    }
}
