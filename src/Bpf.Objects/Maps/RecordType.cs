namespace Bpf.Objects.Maps;

/// <summary>The type that a definition gives the records of a ring buffer or perf event array.</summary>
/// <param name="TypeId">BTF type.</param>
/// <param name="Name">The type as C programmers write it.</param>
/// <param name="Size">Bytes; without those behind its end when it is open.</param>
/// <param name="IsOpen">It ends with an array without length, so records may be longer.</param>
internal sealed record RecordType(uint TypeId, string Name, int Size, bool IsOpen);
