namespace Bpf.Runtime.Features;

/// <summary>A feature that is being asked for.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Since">Kernel version that brought it.</param>
internal readonly record struct FeatureQuestion(string Name, string Since)
{
    public KernelFeature Supported(string reason) => new(Name, Since, FeatureState.Supported, reason);

    public KernelFeature Missing(string reason) => new(Name, Since, FeatureState.Missing, reason);

    /// <summary>The answer that an attempt gives which only succeeds where the feature is.</summary>
    /// <param name="error">Its error.</param>
    /// <param name="attempt">What was tried, as a noun: "loading a program with a name".</param>
    public KernelFeature By(Errno error, string attempt)
        => error == Errno.None ? Supported($"{attempt} works") : Refused(error, attempt);

    /// <summary>The answer when an attempt failed: the kernel may not know the feature, or not allow this process to ask.</summary>
    public KernelFeature Refused(Errno error, string attempt)
        => new(Name, Since, TrialProgram.IsDenial(error) ? FeatureState.Denied : FeatureState.Missing, $"{attempt} fails with {error}");
}
