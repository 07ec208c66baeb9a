namespace Bpf.Runtime.Features;

/// <summary>A feature to probe for.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Since">Kernel version that introduced it.</param>
internal readonly record struct FeatureQuestion(string Name, string Since)
{
    public KernelFeature Supported(string reason) => new(Name, Since, FeatureState.Supported, reason);

    public KernelFeature Missing(string reason) => new(Name, Since, FeatureState.Missing, reason);

    /// <summary>Returns the result of an attempt that succeeds only if the kernel has the feature.</summary>
    /// <param name="error">Error of the attempt.</param>
    /// <param name="attempt">What was tried, as a noun phrase: "loading a program with a name".</param>
    public KernelFeature By(Errno error, string attempt)
        => error == Errno.None ? Supported($"{attempt} works") : Refused(error, attempt);

    /// <summary>Returns the result of a failed attempt: either the kernel lacks the feature, or it does not allow this process to find out.</summary>
    public KernelFeature Refused(Errno error, string attempt)
        => new(Name, Since, TrialProgram.IsDenial(error) ? FeatureState.Denied : FeatureState.Missing, $"{attempt} fails with {error}");
}
