namespace Bpf.Objects.Elf;

/// <summary>
/// A 64-bit ELF structure that is read in place, or byte-swapped when the file has the other byte order. The 32-bit variant is converted to it.
/// </summary>
internal interface IElfRecord<TSelf>
    where TSelf : unmanaged, IElfRecord<TSelf>
{
    /// <summary>Returns the record with the bytes of every field reversed.</summary>
    static abstract TSelf Reverse(in TSelf record);

    /// <summary>Size of the record in a 32-bit file, in bytes.</summary>
    static abstract int NarrowSize { get; }

    /// <summary>Converts a record from a 32-bit file, in the file's byte order.</summary>
    static abstract TSelf Widen(ElfFile file, ReadOnlySpan<byte> bytes);
}
