namespace Bpf.Symbols.DotNet.Metadata;

/// <summary>A range of a PE image.</summary>
/// <param name="Address">Its start relative to the image.</param>
/// <param name="Size">Its length in bytes.</param>
internal readonly record struct PeDirectory(uint Address, uint Size);
