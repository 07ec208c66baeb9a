using System.Buffers.Binary;
using System.Text;
using Bpf.Objects.Elf;

namespace Bpf.Symbols.DebugFiles;

/// <summary>A stripped file's reference to the file with its symbols (<c>.gnu_debuglink</c>).</summary>
/// <param name="FileName">Name of that file, without directory.</param>
/// <param name="Checksum">CRC-32 of that file.</param>
internal readonly record struct DebugLink(string FileName, uint Checksum)
{
    private const long Window = 1 << 30;
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] s_table = BuildTable();

    /// <summary>Reads the link of a file; <see langword="null"/> when it has none.</summary>
    public static DebugLink? Of(ElfFile file)
    {
        int index = file.FindSection(".gnu_debuglink"u8);
        if (index < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> contents = file.ContentsOf(file.Sections[index]);
        ReadOnlySpan<byte> name = ElfText.At(contents, 0);
        int checksum = (name.Length + 4) & ~3;
        return name.IsEmpty || contents.Length < checksum + 4
            ? null
            : new DebugLink(Encoding.UTF8.GetString(name), BinaryPrimitives.ReadUInt32LittleEndian(contents[checksum..]));
    }

    /// <summary>Computes the CRC-32 as gdb and objcopy do.</summary>
    public static uint ChecksumOf(FileBytes bytes)
    {
        uint checksum = uint.MaxValue;
        for (long start = 0; start < bytes.Length; start += Window)
        {
            foreach (byte value in bytes.Slice(start, (int)Math.Min(Window, bytes.Length - start)))
            {
                checksum = s_table[(checksum ^ value) & 0xFF] ^ (checksum >> 8);
            }
        }

        return ~checksum;
    }

    private static uint[] BuildTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
