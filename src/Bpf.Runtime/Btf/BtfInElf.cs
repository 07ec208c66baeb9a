using System.Buffers.Binary;
using Bpf.Runtime.Elf;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Runtime.Btf;

/// <summary>Reads BTF from a file that is BTF itself or an ELF file of any machine.</summary>
internal static class BtfInElf
{
    /// <exception cref="BpfObjectFormatException">The file has no BTF.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static BtfMemory Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (file.CanSeek && file.Length > 0 && BeginsWithMagic(file.SafeFileHandle))
            return BtfMemory.Read(file.SafeFileHandle, path);

        using MemoryStream contents = new(file.CanSeek && file.Length <= Array.MaxLength ? (int)file.Length : 0);
        file.CopyTo(contents);
        return BtfMemory.Copy(Find(contents.GetBuffer().AsMemory(0, (int)contents.Length), path));
    }

    private static ReadOnlySpan<byte> Find(ReadOnlyMemory<byte> file, string path)
    {
        if (file.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16LittleEndian(file.Span) == BtfLayout.Magic)
            return file.Span;

        ElfFile elf = new(file, path);
        int section = elf.FindSection(".BTF"u8);
        return section >= 0 ? elf.ContentsOf(elf.Sections[section]) : throw new BpfObjectFormatException(path, "It has no section .BTF.");
    }

    private static bool BeginsWithMagic(SafeFileHandle file)
    {
        Span<byte> magic = stackalloc byte[sizeof(ushort)];
        return RandomAccess.Read(file, magic, 0) == magic.Length && BinaryPrimitives.ReadUInt16LittleEndian(magic) == BtfLayout.Magic;
    }
}
