namespace Bpf.Objects.Maps;

/// <summary>A field of a value that the kernel looks after: a lock, a timer, a kernel pointer, a list.</summary>
/// <param name="Path">Name, with those of the structs around it: "inner.lock".</param>
/// <param name="Kind">What it is.</param>
/// <param name="Nodes">For lists and trees: the struct and the member that they contain, "struct:member"; null when no tag says it.</param>
/// <param name="HasNodes">The BTF has that member.</param>
internal sealed record SpecialField(string Path, SpecialFieldKind Kind, string? Nodes, bool HasNodes);
