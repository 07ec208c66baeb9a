namespace Bpf.Runtime.Elf;

/// <summary>A structure of an ELF file that is read in place, or with its fields turned round when the file has the other byte order.</summary>
internal interface IElfRecord<TSelf>
    where TSelf : unmanaged, IElfRecord<TSelf>
{
    /// <summary>The same record with the bytes of every field in the opposite order.</summary>
    static abstract TSelf Reverse(in TSelf record);
}
