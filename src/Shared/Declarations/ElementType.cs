namespace Bpf.Shared;

/// <summary>The type of a map's keys, values or records.</summary>
/// <param name="Name">Name for messages.</param>
/// <param name="Size">Size in bytes; null when unknown.</param>
/// <param name="IsUnmanaged">Whether it contains no references.</param>
internal sealed record ElementType(string Name, int? Size, bool IsUnmanaged)
{
    /// <summary>The structs in it that the kernel manages, by their full names.</summary>
    public IReadOnlyList<string> KernelFields { get; init; } = [];
}
