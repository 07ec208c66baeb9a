using Bpf.Objects.Description;
using Bpf.Objects.Sections;
using Bpf.Runtime.Attach.Probes;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// What programs for functions and static tracing points have in common: each can be loaded for a multi link or for perf events, which is
/// decided at load; <see cref="AttachDecision"/> says what was decided and why.
/// </summary>
public abstract class ProbeProgram : BpfProgram
{
    private AttachDecision? _alone;
    private AttachDecision? _decision;

    private protected ProbeProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
        Form = definition.Kind!.Form;
        IsReturnProbe = definition.Kind.IsReturn;
    }

    /// <summary>
    /// The user's choice between single and multi; for user-space probes the object's option when it is <see cref="ProbeMode.Auto"/>. Set before load.
    /// </summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public ProbeMode Mode
    {
        get;
        set
        {
            if (_decision is not null)
            {
                throw new BpfStateException("set the mode of program", Name,
                    "The program is loaded, and the kernel has bound it to one way of attaching; set the mode between Open and Load.");
            }

            field = value;
        }
    }

    /// <summary>How the program attaches, and why.</summary>
    /// <exception cref="BpfStateException">The program is not loaded, so nothing is decided yet.</exception>
    public AttachDecision AttachDecision
        => _decision ?? throw new BpfStateException("tell how to attach program", Name, "It is decided when the object is loaded.");

    /// <summary>How the program would attach if it were alone; known during load.</summary>
    internal AttachDecision DecisionAlone => _alone ??= AttachUpgrade.Decide(UpgradeInput());

    /// <summary>Attach type of the sessions of this kind of probe; null when it has none.</summary>
    private protected virtual AttachType? SessionType => null;

    private protected ProbeForm Form { get; }

    private protected bool IsReturnProbe { get; }

    internal sealed override void Prepare()
    {
        _decision = Decide();
        SetAttachType(_decision.AttachType);
        Owner.Log(BpfLogLevel.Information, Name, $"attaches by {_decision}");
        if (_decision.Warning is { } warning)
        {
            Owner.Log(BpfLogLevel.Warning, Name, warning);
        }
    }

    /// <summary>The decision that loading would take with the settings of now; it asks the kernel, and nothing is bound by it.</summary>
    /// <exception cref="BpfException">The kernel cannot be asked.</exception>
    public AttachDecision Decide()
    {
        string? obstacle = TailCallGroup.ObstacleFor(this);
        return obstacle is null ? DecisionAlone : AttachUpgrade.Decide(UpgradeInput() with { GroupObstacle = obstacle });
    }

    private protected override void Apply(AttachRequest request)
    {
        if (request.Mode != ProbeMode.Auto)
        {
            Mode = request.Mode;
        }

        if (request.IsSession)
        {
            ExpectedAttachType = SessionType!.Value;
        }
    }

    /// <summary>What the decision for this kind of probe depends on.</summary>
    private protected abstract AttachUpgradeInput DescribeUpgrade();

    private AttachUpgradeInput UpgradeInput() => DescribeUpgrade() with
    {
        Form = Form,
        UserAttachType = Type == ProgramType.Kprobe ? ChosenAttachType : ExpectedAttachType,
        HasToken = Owner.Token is not null,
        KernelVersion = KernelVersion.Code,
    };
}
