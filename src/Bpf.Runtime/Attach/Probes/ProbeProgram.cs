using Bpf.Objects.Description;
using Bpf.Objects.Sections;
using Bpf.Runtime.Attach.Probes;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Base class of programs for functions and USDT probes. Each is loaded either for a multi link or for perf events;
/// <see cref="AttachDecision"/> states what was decided at load, and why.
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
    /// The user's choice between single and multi. With <see cref="ProbeMode.Auto"/>, user-space probes follow the object's option. Set it before
    /// load.
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
                    "The program is already loaded, which fixes how it attaches; set the mode between Open and Load.");
            }

            field = value;
        }
    }

    /// <summary>How the program attaches, and why.</summary>
    /// <exception cref="BpfStateException">The program is not loaded, so nothing is decided yet.</exception>
    public sealed override AttachDecision AttachDecision
        => _decision ?? throw new BpfStateException("determine how to attach program", Name, "It is decided when the object is loaded.");

    /// <summary>How the program would attach if it were alone; available during load.</summary>
    internal AttachDecision DecisionAlone => _alone ??= AttachUpgrade.Decide(UpgradeInput());

    /// <summary>Attach type of sessions for this kind of probe; null when there are none.</summary>
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

    /// <summary>Returns the decision that loading would make with the current settings; it queries the kernel but commits to nothing.</summary>
    /// <exception cref="BpfException">The kernel cannot be queried.</exception>
    public sealed override AttachDecision Decide()
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

    /// <summary>Returns what the decision for this kind of probe depends on.</summary>
    private protected abstract AttachUpgradeInput DescribeUpgrade();

    private AttachUpgradeInput UpgradeInput() => DescribeUpgrade() with
    {
        Form = Form,
        UserAttachType = Type == ProgramType.Kprobe ? ChosenAttachType : ExpectedAttachType,
        HasToken = Owner.Token is not null,
        KernelVersion = KernelVersion.Code,
    };
}
