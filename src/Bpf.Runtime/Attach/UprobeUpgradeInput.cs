namespace Bpf.Runtime;

/// <summary>Everything the choice between single and multi depends on.</summary>
internal readonly record struct UprobeUpgradeInput
{
    /// <summary>What the section says.</summary>
    public required UprobeForm Form { get; init; }

    /// <summary>Attach type that the user set before load; null when he left the section's.</summary>
    public AttachType? UserAttachType { get; init; }

    /// <summary>The user's choice for the program, or else for the object.</summary>
    public UprobeMode Mode { get; init; }

    /// <summary>Whether the kernel, asked with the object's token, has multi-uprobes.</summary>
    public required FeatureState UprobeMulti { get; init; }

    /// <summary>What <see cref="UprobeMulti"/> rests on, for the reason.</summary>
    public string FeatureReason { get; init; }

    /// <summary>The object is loaded with a BPF token.</summary>
    public bool HasToken { get; init; }

    /// <summary>Version of the running kernel as in LINUX_VERSION_CODE.</summary>
    public uint KernelVersion { get; init; }

    /// <summary>Why another program of the same tail-call group must stay single; null when none must.</summary>
    public string? GroupObstacle { get; init; }
}
