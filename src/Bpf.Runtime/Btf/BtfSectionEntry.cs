namespace Bpf.Runtime.Btf;

/// <summary>A variable or function in a data section.</summary>
/// <param name="TypeId">The variable or function.</param>
/// <param name="Offset">Distance from the start of the section in bytes.</param>
/// <param name="Size">Size in bytes.</param>
internal readonly record struct BtfSectionEntry(uint TypeId, uint Offset, uint Size);
