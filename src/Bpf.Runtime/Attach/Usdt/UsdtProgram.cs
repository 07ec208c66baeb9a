using Bpf.Objects.Description;
using Bpf.Objects.Elf;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Places;
using Bpf.Runtime.Attach.Refusals;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Attach.Uprobes;
using Bpf.Runtime.Attach.Usdt;
using Bpf.Runtime.Processes;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime;

/// <summary>
/// A program for USDT probes (<c>usdt</c>). All probes with the provider and name share one link; like uprobes, they are upgraded to a
/// multi-uprobe if the kernel supports them.
/// </summary>
public sealed class UsdtProgram : ProbeProgram
{
    private readonly UsdtTarget? _sectionTarget;
    private readonly Lazy<UsdtSpecifications> _specifications;

    internal UsdtProgram(IProgramOwner owner, ProgramDefinition definition, Lazy<UsdtSpecifications> specifications)
        : base(owner, definition)
    {
        _specifications = specifications;
        if (definition.TargetText is not { } text)
        {
            return;
        }

        _sectionTarget = UsdtTarget.TryParse(text) ?? throw new BpfObjectFormatException(
            definition.Subject, $"The target '{text}' is not valid: expected <binary>:<provider>:<name>.");
    }

    /// <summary>
    /// The target to attach to; omitted parts come from the section. Null, the initial value, selects the section's target unchanged. It can be set
    /// at any time while the program is not attached.
    /// </summary>
    /// <exception cref="BpfStateException">The program is attached.</exception>
    public UsdtTarget? Target
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
        Target = "a USDT probe, such as libc:libc:setjmp",
        NeedsTarget = Target is null && _sectionTarget is null,
        TakesCookie = true,
    };

    /// <summary>Attaches to a target; omitted parts come from <see cref="Target"/>, then from the section.</summary>
    /// <param name="target">The target.</param>
    /// <param name="cookie">Value that the program reads as the probe's cookie.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BinaryNotFoundException">There is no such program or library.</exception>
    /// <exception cref="BpfUnsupportedException">
    /// The program reads an argument that is in an unreadable location, or the kernel lacks a feature. The location of arguments that it does not
    /// read is irrelevant.
    /// </exception>
    /// <exception cref="BpfException">There is no such probe, or the kernel refused.</exception>
    public Link Attach(UsdtTarget target, ulong cookie = 0)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Adopt(AttachTo(target.Over(Target).Over(_sectionTarget).In(Owner.ProcessId), cookie));
    }

    private protected override void Apply(AttachRequest request)
    {
        base.Apply(request);
        UsdtTarget? target = request.Target is { } text ? UsdtTarget.Parse(text) : Target;
        Target = request.ProcessId is { } id ? (target ?? new UsdtTarget()) with { ProcessId = id, InProcess = true } : target;
    }

    private protected override AttachUpgradeInput DescribeUpgrade()
    {
        KernelFeature multi = KernelFeatures.For(Owner.Token).UprobeMulti;
        return new()
        {
            Family = ProbeFamily.Uprobe,
            Multi = multi.State,
            FeatureReason = multi.Reason,
            Mode = Mode == ProbeMode.Auto ? Owner.Options.UprobeMode : Mode,
        };
    }

    private protected override Link? AttachToSectionTarget()
    {
        UsdtTarget? target = Target is null ? _sectionTarget : Target.Over(_sectionTarget);
        return target is null ? null : AttachTo(target.In(Owner.ProcessId), Request.Cookie);
    }

    private UsdtLink AttachTo(UsdtTarget target, ulong cookie)
    {
        BpfHandle handle = Handle;
        int processId = target.ProcessId ?? UprobeTarget.AllProcesses;
        if (processId < UprobeTarget.AllProcesses)
        {
            throw new ArgumentException($"Process id {processId} is not -1 (every process), 0 (this process) or positive.", nameof(target));
        }

        if (target is not { Binary: { } binary, Provider: { } provider, Name: { } name })
        {
            throw new BpfException("attach program", Name, Errno.EINVAL,
                "Its attribute or the call must specify the binary, provider and name of the probe.");
        }

        using ProbedFile probed = ProbedFile.Find(binary, processId, target.InProcess);
        BinarySymbols symbols = SymbolCache.Of(probed, member: null);
        ElfFile file = symbols.File;
        TargetMachine.Require(Name, file);
        List<UsdtPoint> points = UsdtPoints.Find(file, symbols.DebugSearch, provider, name);
        foreach (UsdtPoint point in points)
        {
            if (PlaceCheck.AtInstruction(file, point.Offset) is { } fault)
            {
                throw new ProbePlaceException(Name, probed.Path, $"{provider}:{name}", point.Offset, fault.Defect, fault.Reason);
            }
        }

        string subject = $"{provider}:{name}";
        IEnumerable<object> places = points.Select(point => (object)(probed.Identity, point.Offset, ProcessIds.Resolve(processId), cookie));
        return AttachOnce("attach program", new(Name, subject), places, () => Attach(handle, probed, symbols, points, processId, cookie, subject));
    }

    private UsdtLink Attach(BpfHandle handle, ProbedFile probed, BinarySymbols symbols, List<UsdtPoint> points, int processId, ulong cookie, string subject)
    {
        KernelFeatures features = KernelFeatures.For(Owner.Token);
        bool hasCookies = AttachDecision.IsMulti || features.PerfEventLink.IsSupported;
        UsdtSpecifications specifications = _specifications.Value;
        ulong[] addresses = hasCookies ? [] : UsdtAddresses.Of(probed, symbols.File, points, processId, Name);
        ulong[] numbers = specifications.Take(this, [.. points.Select(point => point.Arguments)], cookie, out List<uint> used);
        List<ulong> bound = [];
        try
        {
            for (int i = 0; i < addresses.Length; i++)
            {
                specifications.Bind(addresses[i], (uint)numbers[i]);
                bound.Add(addresses[i]);
            }

            UprobePlaces places = new()
            {
                File = probed,
                Symbols = [symbols],
                Subject = subject,
                Offsets = [.. points.Select(point => point.Offset)],
                ReferenceCounterOffsets = points.Exists(point => point.SemaphoreOffset != 0) ? [.. points.Select(point => point.SemaphoreOffset)] : null,
                Cookies = hasCookies ? numbers : null,
                ProcessId = processId,
                IsReturn = false,
            };
            Link link = AttachDecision.IsMulti
                ? UprobeMultiAttacher.Attach(Name, handle, AttachDecision.AttachType, places, features)
                : PerfUprobeAttacher.Attach(Name, handle, places, UprobeAttachMode.Default, features, Owner.Token is not null);
            return new UsdtLink(link, specifications, used, bound);
        }
        catch
        {
            specifications.Unbind(bound);
            specifications.Release(used);
            throw;
        }
    }
}
