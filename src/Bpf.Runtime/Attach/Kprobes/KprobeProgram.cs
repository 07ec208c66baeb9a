using System.Runtime.InteropServices;
using Bpf.Objects.Description;
using Bpf.Objects.Sections;
using Bpf.Runtime.Attach.Kprobes;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program for kernel functions (<c>kprobe</c>, <c>kretprobe</c>, their variants, and <c>ksyscall</c>). At the entry of a traceable function it is
/// upgraded to a multi-kprobe if the kernel supports them.
/// </summary>
public sealed class KprobeProgram : ProbeProgram
{
    private readonly KprobeTarget? _sectionTarget;

    internal KprobeProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
        => _sectionTarget = ParseSection(definition, definition.Kind!);

    /// <summary>
    /// The target to attach to, for <c>ksyscall</c> and <c>kretsyscall</c> a system call; null, the initial value, selects the section's target. A target set
    /// before load can be upgraded.
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

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "a kernel function",
        NeedsTarget = (Target ?? _sectionTarget) is null,
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
        return Adopt(AttachTo(target, cookie));
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
        KprobeTarget? target = FunctionOf(Target ?? _sectionTarget);
        return new()
        {
            Family = ProbeFamily.Kprobe,
            Multi = multi.State,
            FeatureReason = multi.Reason,
            Mode = Mode,
            KernelTarget = target,
            TraceableCount = multi.IsSupported && target is { IsPattern: false } ? TraceableFunctions.Count(target.Function) : null,
        };
    }

    private protected override Link? AttachToSectionTarget() => (Target ?? _sectionTarget) is { } target ? AttachTo(target, Request.Cookie) : null;

    private static KprobeTarget? ParseSection(ProgramDefinition definition, SectionKind kind)
    {
        if (definition.TargetText is not { } text)
        {
            return null;
        }

        string? error = KprobeTarget.TryParse(text, out KprobeTarget? target);
        if (error is null && target!.Offset != 0 && kind.IsReturn)
        {
            error = "a return probe cannot have an offset";
        }

        if (error is not null)
        {
            throw new BpfObjectFormatException(definition.Subject, $"The target '{text}' is not valid: {error}.");
        }

        return target;
    }

    // Of ksyscall programs, targets are system calls.
    private KprobeTarget? FunctionOf(KprobeTarget? target)
        => target is not null && Definition.Kind!.IsSystemCall && !target.Function.StartsWith(SystemCallPrefix, StringComparison.Ordinal)
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

    private Link AttachTo(KprobeTarget named, ulong cookie)
    {
        BpfHandle handle = Handle;
        KprobeTarget target = FunctionOf(named)!;
        if (IsReturnProbe && target.Offset != 0)
        {
            throw new ArgumentException("A return probe cannot have an offset.", nameof(named));
        }

        AttachDecision decision = AttachDecision;
        if (decision.IsMulti && (target.Offset != 0 || target.Function.Contains(':')))
        {
            throw new BpfUnsupportedException("attach program", Name,
                $"It was loaded for a {decision.Name} link ({decision.Reason}), which can only attach to function entries by plain name. "
                    + "Set Target or Mode before Load, or Single = true in the attribute.");
        }

        KprobePlaces places = new(Resolve(target), target.Offset, cookie, IsReturnProbe, target.ToString());
        return decision.IsMulti
            ? KprobeMultiAttacher.Attach(Name, handle, decision, places)
            : PerfKprobeAttacher.Attach(Name, handle, places, KernelFeatures.For(Owner.Token).PerfEventLink.IsSupported, Owner.Token is not null);
    }

    private string[] Resolve(KprobeTarget target)
    {
        if (!target.IsPattern)
        {
            return [target.Function];
        }

        string[] names = TraceableFunctions.Matching(target.Function) ?? throw new BpfUnsupportedException(
            "attach program", Name,
            "Patterns are looked up in the kernel's list of traceable functions, which cannot be read: mount tracefs on /sys/kernel/tracing.");
        return names.Length > 0 ? names
            : throw new BpfException("attach program", Name, Errno.ENOENT, $"The pattern '{target.Function}' matches no traceable function.");
    }
}
