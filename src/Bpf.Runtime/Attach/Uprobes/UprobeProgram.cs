using Bpf.Objects.Description;
using Bpf.Objects.Sections;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Refusals;
using Bpf.Runtime.Attach.Uprobes;
using Bpf.Runtime.Programs;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// A program for user-space functions (<c>uprobe</c>, <c>uretprobe</c> and their variants), with one probe per attribute. By default it is upgraded
/// to a multi-uprobe at load if the kernel supports them.
/// </summary>
public sealed class UprobeProgram : ProbeProgram
{
    private readonly UprobeProbe[] _declared;
    private readonly BpfObjectFormatException? _defect;
    private readonly List<AttachedPlaces> _attached = [];

    internal UprobeProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
        => _declared = ReadDeclared(out _defect);

    /// <summary>
    /// The target to attach to. Omitted parts come from the attributes, so a target with just a process id narrows each of them, while one with a
    /// function or an offset replaces them all. Null, the initial value, selects the attributes' targets unchanged. It can be set at any time while
    /// the program is not attached.
    /// </summary>
    /// <exception cref="BpfStateException">The program is attached.</exception>
    public UprobeTarget? Target
    {
        get;
        set
        {
            RequireDetached("set the target of program");
            field = value;
        }
    }

    /// <summary>
    /// Options for attaching when the call specifies none: through <see cref="BpfProgram.Attach()"/>, with the whole object, and through
    /// <see cref="Attach(UprobeTarget, UprobeOptions?)"/> without options. They can be set at any time while the program is not attached.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="BpfStateException">The program is attached.</exception>
    public UprobeOptions Options
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            RequireDetached("set the options of program");
            field = value;
        }
    } = new();

    /// <summary>
    /// The targets declared by the attributes or, in objects of other compilers, by the section; empty when the target is left to the host.
    /// </summary>
    public IReadOnlyList<UprobeTarget> DeclaredTargets => [.. _declared.Select(probe => probe.Target).Where(target => target.Binary is not null)];

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "a function, such as libc:malloc",
        NeedsTarget = Target is null && DeclaredTargets.Count == 0,
        TakesCookie = true,
        TakesSession = true,
        ChecksPlaces = true,
    };

    /// <summary>Attaches to a target; omitted parts come from <see cref="Target"/>, then from the attributes.</summary>
    /// <param name="target">The target.</param>
    /// <param name="options">Cookies, semaphores, several places; null for <see cref="Options"/>.</param>
    /// <returns>
    /// The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object. For probes in several files or processes, it is a
    /// <see cref="LinkGroup"/>.
    /// </returns>
    /// <exception cref="ArgumentException">Target and options contradict each other.</exception>
    /// <exception cref="BinaryNotFoundException">There is no such program or library.</exception>
    /// <exception cref="SymbolException">The function is not in the file, or its name does not identify one function.</exception>
    /// <exception cref="BpfStateException">
    /// The program is not loaded, or it is already attached there and <see cref="UprobeOptions.AllowRepeated"/> is false.
    /// </exception>
    /// <exception cref="ProbePlaceException">
    /// A place is not the start of an instruction that can be probed, or not a function entry where one is required.
    /// </exception>
    /// <exception cref="BpfUnsupportedException">The kernel, or the way the program was loaded, does not allow the request.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public Link Attach(UprobeTarget target, UprobeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Adopt(AttachTo(Complete(target.Over(Target)), options ?? Options));
    }

    private protected override AttachType? SessionType => AttachType.TraceUprobeSession;

    private protected override void Apply(AttachRequest request)
    {
        base.Apply(request);
        UprobeTarget? target = request.Target is { } text ? UprobeTarget.Parse(text) : Target;
        Target = request.ProcessId is { } id ? (target ?? new UprobeTarget()) with { ProcessId = id, InProcess = true } : target;
        Options = Options with
        {
            Cookie = request.Cookie != 0 ? request.Cookie : Options.Cookie,
            SkipUnprobeable = Options.SkipUnprobeable || request.SkipUnprobeable,
            AllowUnsafe = Options.AllowUnsafe || request.AllowUnsafe,
        };
    }

    private protected override AttachUpgradeInput DescribeUpgrade()
    {
        KernelFeatures features = KernelFeatures.For(Owner.Token);
        KernelFeature multi = Form == ProbeForm.Session ? features.UprobeSession : features.UprobeMulti;
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
        // Some objects name only a function and leave the rest to the host, so this becomes an error no earlier than here.
        if (_defect is not null && Target is null)
        {
            throw _defect;
        }

        return Target is null && DeclaredTargets.Count == 0 ? null : AttachTo(Complete(Target), Options);
    }

    private UprobeProbe[] ReadDeclared(out BpfObjectFormatException? defect)
    {
        defect = null;
        List<UprobeProbe> probes = [];
        foreach (AttachRecord record in Definition.DeclaredProbes)
        {
            UprobeProbe probe = UprobeProbe.From(record, IsReturnProbe, out string? error);
            if (error is null)
            {
                probes.Add(probe);
            }
            else
            {
                defect ??= new BpfObjectFormatException(Definition.Subject, $"The target '{record.Target}' is not valid: {error}.");
            }
        }

        return [.. probes];
    }

    private UprobeProbe[] Complete(UprobeTarget? target)
    {
        if (target is null)
        {
            return _declared;
        }

        if (_declared.Length == 0)
        {
            return [new(target, 0)];
        }

        // A function set by the user is one place, however many the attributes name.
        return [.. (target.Function is null && target.Offset == 0 ? _declared
            : _declared[..1]).Select(probe => probe with { Target = target.Over(probe.Target) })];
    }

    private Link AttachTo(UprobeProbe[] probes, UprobeOptions options)
    {
        _ = Handle;
        if (!Enum.IsDefined(options.AttachMode))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.AttachMode, "There is no such attach mode.");
        }

        if (AttachDecision.IsMulti && options.AttachMode != UprobeAttachMode.Default)
        {
            throw new BpfUnsupportedException("attach program", Name,
                $"It was loaded for a {AttachDecision.Name} link ({AttachDecision.Reason}), "
                    + $"which cannot be combined with attach mode {options.AttachMode}. Set Mode to Single before Load, or Single = true in the attribute.");
        }

        bool isReturn = options.IsReturn ?? IsReturnProbe;
        if (isReturn && Form == ProbeForm.Session)
        {
            throw new ArgumentException("A session runs at both entry and return and cannot be combined with IsReturn.", nameof(options));
        }

        // A list of places applies to one file.
        if ((options.Functions ?? (object?)options.Offsets) is not null)
        {
            probes = probes[..1];
        }

        List<UprobePlaces> places = [];
        try
        {
            foreach ((UprobeTarget target, ulong cookie) in probes)
            {
                UprobeOptions own = options.Cookie == 0 ? options with { Cookie = cookie } : options;
                places.Add(UprobePlaceResolver.Resolve(Name, target.In(Owner.ProcessId), own, isReturn, Form == ProbeForm.Session));
                if (places[^1].HasStackArguments && !isReturn && !own.AllowUnsafe)
                {
                    RegisterArguments.RefuseIn(Name, places[^1].Path, Instructions);
                }
            }

            AttachedPlaces[] attached = [.. places.Select(place => new AttachedPlaces(place.File.Identity, place))];
            if (!options.AllowRepeated)
            {
                RequireNew(attached);
            }

            Link link = LinkGroup.AllOrNone(UprobePlaces.Merge(places), place => AttachTo(place, options.AttachMode));
            _attached.AddRange(attached.Select(place => place with { Link = link }));
            link.Skipped = [.. places.SelectMany(place => place.Skipped)];
            foreach (SkippedPlace skipped in link.Skipped)
            {
                Owner.Log(BpfLogLevel.Warning, Name, $"skips {skipped.Name}. {skipped.Reason}");
            }

            foreach (ProbedFile file in places.Select(place => place.File).Where(file => file.AwaitedBy is not null).DistinctBy(file => file.Identity))
            {
                Owner.Log(BpfLogLevel.Warning, Name,
                    $"does not fire yet: process {file.AwaitedBy} has not mapped {file.Path}. It is probed once the process loads that exact file; "
                        + "for a copy or successor that is already mapped, give its name or path.");
            }

            foreach (UnwindRisk risk in UnwindRisk.PerFile(places.Select(place => place.UnwindRisk).OfType<UnwindRisk>()))
            {
                Owner.Log(BpfLogLevel.Warning, Name, $"{risk}");
            }

            return link;
        }
        finally
        {
            foreach (UprobePlaces place in places)
            {
                place.File.Dispose();
            }
        }
    }

    private void RequireNew(AttachedPlaces[] wanted)
    {
        _attached.RemoveAll(static old => !old.Link!.IsAttached);
        foreach (AttachedPlaces place in wanted)
        {
            if (_attached.Find(place.Repeats) is { } old)
            {
                throw new BpfStateException("attach program", new(Name, place.Places.ToString()),
                    $"It is already attached there ({old.Link}) and would run twice for each call. Detach that link first, "
                        + "or set UprobeOptions.AllowRepeated.");
            }
        }
    }

    private Link AttachTo(UprobePlaces places, UprobeAttachMode mode)
    {
        KernelFeatures features = KernelFeatures.For(Owner.Token);
        return AttachDecision.IsMulti
            ? UprobeMultiAttacher.Attach(Name, Handle, AttachDecision.AttachType, places, features)
            : PerfUprobeAttacher.Attach(Name, Handle, places, mode, features, Owner.Token is not null);
    }
}
