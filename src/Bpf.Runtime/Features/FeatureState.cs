namespace Bpf.Runtime;

/// <summary>Whether the running kernel has a feature.</summary>
public enum FeatureState
{
    /// <summary>The kernel has it and this process may use it.</summary>
    Supported,

    /// <summary>The kernel lacks it, or has it with a bug that makes it unusable.</summary>
    Missing,

    /// <summary>The kernel did not allow this process to find out; with more privileges or delegation the answer may differ.</summary>
    Denied,
}
