using System.Buffers.Binary;
using Bpf.Runtime.Elf;

namespace Bpf.Runtime.Btf;

/// <summary>Finds BTF in a file that is BTF itself or an ELF file of any machine.</summary>
internal static class BtfInElf
{
    /// <exception cref="BpfObjectFormatException">The file has no BTF.</exception>
    public static ReadOnlySpan<byte> Find(ReadOnlyMemory<byte> file, string path)
    {
        if (file.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16LittleEndian(file.Span) == BtfLayout.Magic)
            return file.Span;

        ElfFile elf = new(file, path);
        int section = elf.FindSection(".BTF"u8);
        return section >= 0 ? elf.ContentsOf(elf.Sections[section]) : throw new BpfObjectFormatException(path, "It has no section .BTF.");
    }
}
