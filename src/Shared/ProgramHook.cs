namespace Bpf.Shared;

/// <summary>One of the hooks among which the attribute of a kind chooses: what it changes in the row of the kind.</summary>
/// <param name="Name">Name of the member in the attribute's enum.</param>
/// <param name="Section">ELF section name, which determines the attach type, and the kernel version in <see cref="FeatureVersions"/>.</param>
internal sealed record ProgramHook(string Name, string Section)
{
    /// <summary>The meaning of the return value; null for that of the kind.</summary>
    public ProgramVerdict? Verdict { get; init; }

    /// <summary>Kernel name of the program type without <c>BPF_PROG_TYPE_</c>; null for that of the kind.</summary>
    public string? ProgramType { get; init; }

    /// <summary>The name under which <see cref="HelperInfo.ProgramTypes"/> lists what such programs may call; null for that of the kind.</summary>
    public string? HelperSet { get; init; }

    /// <summary>
    /// The attach type without <c>BPF_</c>, where the kernel gives programs at this hook more helpers than others of their type;
    /// <see cref="HelperInfo.ProgramTypes"/> then lists it. Null elsewhere.
    /// </summary>
    public string? AttachType { get; init; }
}
