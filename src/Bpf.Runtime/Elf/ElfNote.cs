using System.Buffers.Binary;
using System.Text;

namespace Bpf.Runtime.Elf;

/// <summary>One note of an ELF file.</summary>
/// <param name="Owner">Who defined the type.</param>
/// <param name="Type">Kind of note.</param>
/// <param name="Description">Contents.</param>
internal readonly record struct ElfNote(string Owner, uint Type, byte[] Description)
{
    private const int HeaderSize = 12; // sizeof(Elf64_Nhdr)

    /// <summary>Reads the notes of a section, up to the first that is cut off.</summary>
    public static List<ElfNote> ReadAll(ReadOnlySpan<byte> section)
    {
        List<ElfNote> notes = [];
        long position = 0;
        while (position + HeaderSize <= section.Length)
        {
            ReadOnlySpan<byte> header = section[(int)position..];
            long ownerSize = BinaryPrimitives.ReadUInt32LittleEndian(header);
            long descriptionSize = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
            long owner = position + HeaderSize;
            long description = owner + Aligned(ownerSize);
            if (description + descriptionSize > section.Length)
                break;

            string name = Encoding.UTF8.GetString(ElfText.At(section.Slice((int)owner, (int)ownerSize), 0));
            notes.Add(new ElfNote(name, type, section.Slice((int)description, (int)descriptionSize).ToArray()));
            position = description + Aligned(descriptionSize);
        }

        return notes;
    }

    private static long Aligned(long size) => (size + 3) & ~3L;
}
