using System.Buffers.Binary;
using Bpf.Objects.Btf;
using Bpf.Objects.Elf;
using Bpf.Runtime;

namespace Bpf.Objects.Files;

/// <summary>Finds BTF in the contents of a file that is either raw BTF or an ELF file for any machine.</summary>
internal static class BtfBytes
{
    /// <exception cref="BpfObjectFormatException">The file has no BTF.</exception>
    public static ReadOnlySpan<byte> Find(ReadOnlyMemory<byte> file, string path)
    {
        if (file.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16LittleEndian(file.Span) == BtfLayout.Magic)
        {
            return file.Span;
        }

        ElfFile elf = new(file, path);
        int section = elf.FindSection(".BTF"u8);
        return section >= 0 ? elf.ContentsOf(elf.Sections[section]) : throw new BpfObjectFormatException(path, "It has no .BTF section.");
    }
}
