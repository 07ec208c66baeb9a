namespace Bpf.Runtime;

/// <summary>Result of probing for one feature.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Since">Kernel version that introduced it.</param>
/// <param name="State">The result.</param>
/// <param name="Reason">How it was determined, for messages.</param>
public sealed record KernelFeature(string Name, string Since, FeatureState State, string Reason)
{
    /// <summary>True when the kernel has it and this process may use it.</summary>
    public bool IsSupported => State == FeatureState.Supported;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} (kernel {Since}): {State}, {Reason}";
}
