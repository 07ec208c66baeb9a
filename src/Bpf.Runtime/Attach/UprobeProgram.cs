using Bpf.Runtime.Attach;
using Bpf.Runtime.Programs;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// A program for user-space functions (<c>uprobe</c>, <c>uretprobe</c> and their variants). Unless told otherwise it is upgraded to a
/// multi-uprobe at load where the kernel has them; <see cref="AttachDecision"/> says what was decided and why.
/// </summary>
public sealed class UprobeProgram : BpfProgram
{
    private readonly UprobeForm _form;
    private readonly bool _isReturn;
    private readonly UprobeTarget? _sectionTarget;
    private readonly BpfObjectFormatException? _sectionDefect;
    private AttachDecision? _decision;

    internal UprobeProgram(BpfObject owner, ProgramDefinition definition)
        : base(owner, definition)
    {
        string[] words = definition.Kind!.Name.Split('.');
        _isReturn = words[0] == "uretprobe";
        _form = Array.IndexOf(words, "session") > 0 ? UprobeForm.Session
            : Array.IndexOf(words, "multi") > 0 ? UprobeForm.Multi
            : Array.IndexOf(words, "single") > 0 ? UprobeForm.Single
            : UprobeForm.Plain;
        _sectionTarget = ParseSection(definition, out _sectionDefect);
    }

    /// <summary>
    /// What the program attaches to; parts left out are the section's. Null, the initial value, for the section's target as it is.
    /// May be set at any time before attaching.
    /// </summary>
    public UprobeTarget? Target { get; set; }

    /// <summary>The user's choice between single and multi; the object's option when it is <see cref="UprobeMode.Auto"/>. Set before load.</summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public UprobeMode Mode
    {
        get;
        set
        {
            if (_decision is not null)
                throw new BpfStateException("set the mode of program", Name, "The program is loaded, and the kernel has bound it to one way of attaching; set the mode between Open and Load.");

            field = value;
        }
    }

    /// <summary>How the program attaches, and why.</summary>
    /// <exception cref="BpfStateException">The program is not loaded, so nothing is decided yet.</exception>
    public AttachDecision AttachDecision
        => _decision ?? throw new BpfStateException("tell how to attach program", Name, "It is decided when the object is loaded.");

    /// <summary>Something other than the kernel keeps the program from being upgraded.</summary>
    internal bool MustStaySingle
        => _form == UprobeForm.Single || EffectiveMode == UprobeMode.Single || UserAttachType is { } type && type != AttachType.TraceUprobeMulti;

    private UprobeMode EffectiveMode => Mode == UprobeMode.Auto ? Owner.Options.UprobeMode : Mode;

    private AttachType? UserAttachType
        => Type != ProgramType.Kprobe || ExpectedAttachType != Definition.Kind!.AttachType ? ExpectedAttachType : null;

    /// <summary>Attaches to a target; parts left out are those of <see cref="Target"/>, then those of the section.</summary>
    /// <param name="target">The target.</param>
    /// <param name="options">Cookies, semaphores, several places.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="ArgumentException">Target and options contradict each other.</exception>
    /// <exception cref="BinaryNotFoundException">There is no such program or library.</exception>
    /// <exception cref="SymbolException">There is no such function, or the name is ambiguous.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel, or the way the program was loaded, does not allow what was asked.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public Link Attach(UprobeTarget target, UprobeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Adopt(AttachTo(target.Over(Target).Over(_sectionTarget), options ?? new UprobeOptions()));
    }

    internal override void Prepare()
    {
        KernelFeature multi = KernelFeatures.For(Owner.Token).UprobeMulti;
        _decision = UprobeUpgrade.Decide(new UprobeUpgradeInput
        {
            Form = _form,
            UserAttachType = UserAttachType,
            Mode = EffectiveMode,
            UprobeMulti = multi.State,
            FeatureReason = multi.Reason,
            HasToken = Owner.Token is not null,
            KernelVersion = KernelVersion.Code,
            GroupObstacle = TailCallGroup.ObstacleIn(Owner),
        });
        ExpectedAttachType = _decision.AttachType;
        Owner.Log(BpfLogLevel.Information, Name, $"attaches by {_decision}");
        if (_decision.Warning is { } warning)
            Owner.Log(BpfLogLevel.Warning, Name, warning);
    }

    private protected override Link? AttachToSectionTarget()
    {
        // Some objects name a function only and leave the rest to the host, so this is an error no earlier than here.
        if (_sectionDefect is not null && Target is null)
            throw _sectionDefect;

        UprobeTarget? target = Target is null ? _sectionTarget : Target.Over(_sectionTarget);
        return target is null ? null : AttachTo(target, new UprobeOptions());
    }

    private static UprobeTarget? ParseSection(ProgramDefinition definition, out BpfObjectFormatException? defect)
    {
        defect = null;
        string kind = definition.Kind!.Name;
        if (definition.SectionName.Length <= kind.Length + 1)
            return null;

        string text = definition.SectionName[(kind.Length + 1)..];
        bool isReturn = kind.StartsWith("uretprobe", StringComparison.Ordinal);
        if (AttachTargetSyntax.TryParse(text, isReturn, out AttachTargetSyntax syntax, out string? error))
            return UprobeTarget.From(syntax);

        defect = new BpfObjectFormatException($"{definition.Name} in section '{definition.SectionName}'", $"The target '{text}' is not valid: {error}.");
        return null;
    }

    private Link AttachTo(UprobeTarget target, UprobeOptions options)
    {
        BpfHandle handle = Handle;
        if (AttachDecision.IsMulti && options.AttachMode != UprobeAttachMode.Default)
        {
            throw new BpfUnsupportedException("attach program", Name,
                $"It was loaded for a {AttachDecision.Name} link ({AttachDecision.Reason}), which excludes attach mode {options.AttachMode}. Set Mode to Single before Load, or Single = true in the attribute.");
        }

        bool isReturn = options.IsReturn ?? _isReturn;
        if (isReturn && _form == UprobeForm.Session)
            throw new ArgumentException("A session runs at entry and at return; IsReturn does not go with it.", nameof(options));

        UprobePlaces places = UprobePlaceResolver.Resolve(Name, target, options, isReturn, _form == UprobeForm.Session);
        return AttachDecision.IsMulti
            ? UprobeMultiAttacher.Attach(Name, handle, AttachDecision.AttachType, places)
            : PerfUprobeAttacher.Attach(Name, handle, places, options.AttachMode, KernelFeatures.For(Owner.Token), Owner.Token is not null);
    }
}
