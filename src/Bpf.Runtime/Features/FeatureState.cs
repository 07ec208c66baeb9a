namespace Bpf.Runtime;

/// <summary>Answer to the question whether the running kernel has a feature.</summary>
public enum FeatureState
{
    /// <summary>The kernel has it and this process may use it.</summary>
    Supported,

    /// <summary>The kernel does not have it, or has it with a fault that makes it unusable.</summary>
    Missing,

    /// <summary>The kernel did not let this process find out; with more privileges or delegation the answer may differ.</summary>
    Denied,
}
