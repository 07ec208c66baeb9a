namespace Bpf.Objects;

/// <summary>A kernel feature that an object needs to load or attach.</summary>
/// <param name="Feature">Name of the feature: "map type ringbuf", "helper bpf_get_attach_cookie", "global variables".</param>
/// <param name="Since">First kernel version with the feature.</param>
/// <param name="UsedBy">Names of the programs, maps, functions, externs or sections that need it, in object order.</param>
public sealed record KernelNeed(string Feature, Version Since, IReadOnlyList<string> UsedBy);
