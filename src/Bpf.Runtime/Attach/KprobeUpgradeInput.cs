namespace Bpf.Runtime;

/// <summary>Everything the choice between a single and a multi kprobe depends on.</summary>
internal readonly record struct KprobeUpgradeInput
{
    /// <summary>What the section says.</summary>
    public required UprobeForm Form { get; init; }

    /// <summary>Attach type that the user set before load; null when he left the section's.</summary>
    public AttachType? UserAttachType { get; init; }

    /// <summary>The user's choice for the program.</summary>
    public UprobeMode Mode { get; init; }

    /// <summary>Whether the kernel, asked with the object's token, has multi-kprobes.</summary>
    public required FeatureState KprobeMulti { get; init; }

    /// <summary>What <see cref="KprobeMulti"/> rests on, for the reason.</summary>
    public string FeatureReason { get; init; }

    /// <summary>The object is loaded with a BPF token.</summary>
    public bool HasToken { get; init; }

    /// <summary>The target, as far as it is known at load.</summary>
    public KprobeTarget? Target { get; init; }

    /// <summary>How often the target is in the kernel's list of traceable functions; null when the list cannot be read.</summary>
    public int? TraceableCount { get; init; }
}
