namespace Bpf.Objects.Maps;

/// <summary>The type of the records in a ring buffer or perf event array, as the definition declares it.</summary>
/// <param name="TypeId">BTF type.</param>
/// <param name="Name">The type as C programmers write it.</param>
/// <param name="Size">Size in bytes, excluding a flexible array at the end.</param>
/// <param name="IsOpen">True when it ends with a flexible array, so that records may be longer.</param>
internal sealed record RecordType(uint TypeId, string Name, int Size, bool IsOpen);
