namespace Bpf.Objects;

/// <summary>A symbol that the kernel or the loader defines when the object is loaded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Where the definition comes from.</param>
/// <param name="IsWeak">True when the symbol may be missing; it is then 0.</param>
public sealed record ExternDescription(string Name, ExternKind Kind, bool IsWeak);
