using System.Buffers.Binary;
using Bpf.Objects.Btf;
using Bpf.Objects.Elf;
using Bpf.Runtime.Syscalls;

using Microsoft.Win32.SafeHandles;

namespace Bpf.Runtime.Kernel;

/// <summary>Reads BTF from a file that is either raw BTF or an ELF file for any machine.</summary>
internal static class BtfFile
{
    /// <exception cref="BpfObjectFormatException">The file has no BTF.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process is not allowed to read the file.</exception>
    public static BtfMemory Read(string path)
    {
        using SafeFileHandle? file = InputFile.OpenUnlessPipe(path);
        return file is not null && BeginsWithMagic(file) ? BtfMemory.Read(file, path) : BtfMemory.Copy(Find(InputFile.ReadAllBytes(path), path));
    }

    private static ReadOnlySpan<byte> Find(ReadOnlyMemory<byte> file, string path)
    {
        if (file.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16LittleEndian(file.Span) == BtfLayout.Magic)
        {
            return file.Span;
        }

        ElfFile elf = new(file, path);
        int section = elf.FindSection(".BTF"u8);
        return section >= 0 ? elf.ContentsOf(elf.Sections[section]) : throw new BpfObjectFormatException(path, "It has no .BTF section.");
    }

    private static bool BeginsWithMagic(SafeFileHandle file)
    {
        Span<byte> magic = stackalloc byte[sizeof(ushort)];
        return RandomAccess.Read(file, magic, 0) == magic.Length && BinaryPrimitives.ReadUInt16LittleEndian(magic) == BtfLayout.Magic;
    }
}
