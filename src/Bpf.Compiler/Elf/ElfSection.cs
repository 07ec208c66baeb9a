namespace Bpf.Compiler.Elf;

/// <summary>One section of a 64-bit little-endian ELF file.</summary>
internal sealed class ElfSection
{
    public const int HeaderSize = 64;
    public const uint SymbolTable = 2; // SHT_SYMTAB
    public const uint StringTable = 3; // SHT_STRTAB
    public const uint NoBits = 8; // SHT_NOBITS
    public const uint Relocations = 9; // SHT_REL

    public required string Name { get; init; }

    public required uint Type { get; init; }

    public required ulong Flags { get; init; }

    public required ulong Size { get; init; }

    public required uint Link { get; init; }

    public required uint Info { get; init; }

    public required ulong Alignment { get; init; }

    public required ulong EntrySize { get; init; }

    /// <summary>Contents; empty for <see cref="NoBits"/>.</summary>
    public required byte[] Data { get; set; }

    public bool IsDebug => Name.StartsWith(".debug_", StringComparison.Ordinal) || Name.StartsWith(".rel.debug_", StringComparison.Ordinal)
        || Name is ".llvm_addrsig" or ".note.GNU-stack";
}
