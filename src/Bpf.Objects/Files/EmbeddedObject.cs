namespace Bpf.Objects;

/// <summary>A BPF object embedded in another file.</summary>
/// <param name="Offset">Offset of its first byte in the file.</param>
/// <param name="Contents">The object, an ELF file.</param>
public readonly record struct EmbeddedObject(int Offset, ReadOnlyMemory<byte> Contents);
