using Bpf.Objects.Sections;

namespace Bpf.Runtime;

/// <summary>Everything the choice between a single and a multi probe depends on.</summary>
internal readonly record struct AttachUpgradeInput
{
    /// <summary>Uprobe or kprobe.</summary>
    public required ProbeFamily Family { get; init; }

    /// <summary>The form that the section requests.</summary>
    public ProbeForm Form { get; init; }

    /// <summary>Attach type that the user set before load; null when unchanged.</summary>
    public AttachType? UserAttachType { get; init; }

    /// <summary>The user's choice for the program or, failing that, for the object.</summary>
    public ProbeMode Mode { get; init; }

    /// <summary>Whether the kernel, queried with the object's token, supports the family's multi link; for a session, sessions.</summary>
    public required FeatureState Multi { get; init; }

    /// <summary>The basis of <see cref="Multi"/>, for the reason.</summary>
    public string FeatureReason { get; init; }

    /// <summary>True when the object is loaded with a BPF token.</summary>
    public bool HasToken { get; init; }

    /// <summary>Version of the running kernel as in LINUX_VERSION_CODE.</summary>
    public uint KernelVersion { get; init; }

    /// <summary>Why another program of the same tail-call group attaches differently; null when none does.</summary>
    public string? GroupObstacle { get; init; }

    /// <summary>Targets of a kprobe, as far as they are known at load; null for other probes.</summary>
    public IReadOnlyList<KprobeCandidate>? KernelTargets { get; init; }
}
