namespace Bpf.Objects.Elf;

/// <summary>
/// A structure of a 64-bit ELF file that is read in place, or with its fields turned round when the file has the other byte order. The one of
/// 32-bit files is converted to it.
/// </summary>
internal interface IElfRecord<TSelf>
    where TSelf : unmanaged, IElfRecord<TSelf>
{
    /// <summary>The same record with the bytes of every field in the opposite order.</summary>
    static abstract TSelf Reverse(in TSelf record);

    /// <summary>Bytes of the record in a 32-bit file.</summary>
    static abstract int NarrowSize { get; }

    /// <summary>The record of a 32-bit file, of the file's byte order.</summary>
    static abstract TSelf Widen(ElfFile file, ReadOnlySpan<byte> bytes);
}
