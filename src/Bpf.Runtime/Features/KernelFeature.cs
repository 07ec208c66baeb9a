namespace Bpf.Runtime;

/// <summary>What was found out about one feature.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Since">Kernel version that brought it.</param>
/// <param name="State">The answer.</param>
/// <param name="Reason">How the kernel gave it, for people.</param>
public sealed record KernelFeature(string Name, string Since, FeatureState State, string Reason)
{
    /// <summary>True when the kernel has it and this process may use it.</summary>
    public bool IsSupported => State == FeatureState.Supported;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} (kernel {Since}): {State}, {Reason}";
}
