namespace Bpf.Objects.Maps;

/// <summary>A field of a value that the kernel manages: a lock, a timer, a kernel pointer, a list.</summary>
/// <param name="Path">Name, qualified by those of the enclosing structs: "inner.lock".</param>
/// <param name="Kind">Kind of field.</param>
/// <param name="Nodes">For lists and trees: struct and member of the nodes, as "struct:member"; null when no tag names them.</param>
/// <param name="HasNodes">True when the BTF has that member.</param>
internal sealed record SpecialField(string Path, SpecialFieldKind Kind, string? Nodes, bool HasNodes);
