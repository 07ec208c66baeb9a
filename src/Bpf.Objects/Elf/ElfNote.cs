namespace Bpf.Objects.Elf;

/// <summary>One note of an ELF file, in place.</summary>
internal readonly ref struct ElfNote
{
    /// <summary>Owner, which defines the meaning of the type, without the terminating NUL.</summary>
    public ReadOnlySpan<byte> Owner { get; init; }

    /// <summary>Kind of note.</summary>
    public uint Type { get; init; }

    public ReadOnlySpan<byte> Description { get; init; }
}
