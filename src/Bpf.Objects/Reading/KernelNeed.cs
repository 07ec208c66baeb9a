namespace Bpf.Objects;

/// <summary>Something that the kernel must have for an object to load or attach.</summary>
/// <param name="Feature">What, as people call it: "map type ringbuf", "helper bpf_get_attach_cookie", "global variables".</param>
/// <param name="Since">First kernel version that has it.</param>
/// <param name="UsedBy">Names of the programs, maps, functions, externs or sections that need it, in the order of the object.</param>
public sealed record KernelNeed(string Feature, Version Since, IReadOnlyList<string> UsedBy);
