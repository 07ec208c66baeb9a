namespace Bpf.Shared;

/// <summary>The type of a map's keys, values or records.</summary>
/// <param name="Name">Name for a message.</param>
/// <param name="Size">Bytes; null when they are not known.</param>
/// <param name="IsUnmanaged">It holds no references.</param>
internal sealed record ElementType(string Name, int? Size, bool IsUnmanaged);
