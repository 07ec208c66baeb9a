using System.Buffers.Binary;
using System.Text;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>Locates the bytes of a member in a zip archive. Only stored members contain code that a process can map.</summary>
internal static class ZipArchiveReader
{
    private const uint EndSignature = 0x06054B50;
    private const int EndSize = 22;
    private const int LongestComment = 0xFFFF;
    private const uint EntrySignature = 0x02014B50;
    private const int EntrySize = 46;
    private const uint LocalSignature = 0x04034B50;
    private const int LocalSize = 30;
    private const ushort EncryptedFlag = 1;

    /// <summary>Returns offset and length of a member's bytes.</summary>
    /// <param name="archive">The whole archive.</param>
    /// <param name="path">Path of the archive, for messages.</param>
    /// <param name="member">Name of the member.</param>
    /// <exception cref="BpfObjectFormatException">It is not a zip archive, or is damaged.</exception>
    /// <exception cref="BinaryNotFoundException">It has no such member.</exception>
    /// <exception cref="BpfUnsupportedException">The member is compressed or encrypted.</exception>
    public static (int Offset, int Length) Find(ReadOnlySpan<byte> archive, string path, string member)
    {
        ReadOnlySpan<byte> end = archive[FindEnd(archive, path)..];
        int count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long position = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        byte[] wanted = Encoding.UTF8.GetBytes(member);
        for (int i = 0; i < count; i++)
        {
            if (position + EntrySize > archive.Length || Word(archive, position) != EntrySignature)
            {
                throw Defect(path, "Its directory is damaged.");
            }

            ReadOnlySpan<byte> entry = archive[(int)position..];
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            if (entry.Length >= EntrySize + nameLength && entry.Slice(EntrySize, nameLength).SequenceEqual(wanted))
            {
                return Locate(archive, path, member, entry);
            }

            position += EntrySize + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }

        throw new BinaryNotFoundException($"{path}!/{member}", "The archive has no such member.");
    }

    private static (int Offset, int Length) Locate(ReadOnlySpan<byte> archive, string path, string member, ReadOnlySpan<byte> entry)
    {
        if ((BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]) & EncryptedFlag) != 0)
        {
            throw new BpfUnsupportedException("find binary", $"{path}!/{member}", "The member is encrypted, so its code cannot be probed.");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]) != 0)
        {
            throw new BpfUnsupportedException("find binary", $"{path}!/{member}",
                "The member is compressed, so no process runs it directly from the archive and it cannot be probed there.");
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        long local = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        if (local + LocalSize > archive.Length || Word(archive, local) != LocalSignature)
        {
            throw Defect(path, $"The header of its member '{member}' is damaged.");
        }

        ReadOnlySpan<byte> header = archive[(int)local..];
        long data = local + LocalSize + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        return data + length <= archive.Length ? ((int)data, (int)length) : throw Defect(path, $"Its member '{member}' is cut off.");
    }

    private static int FindEnd(ReadOnlySpan<byte> archive, string path)
    {
        int lowest = Math.Max(archive.Length - EndSize - LongestComment, 0);
        for (int position = archive.Length - EndSize; position >= lowest; position--)
        {
            if (Word(archive, position) == EndSignature
                && position + EndSize + BinaryPrimitives.ReadUInt16LittleEndian(archive[(position + 20)..]) == archive.Length)
            {
                return position;
            }
        }

        throw Defect(path, "It is not a zip archive.");
    }

    private static uint Word(ReadOnlySpan<byte> bytes, long position) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)position..]);

    private static BpfObjectFormatException Defect(string path, string text) => new(path, text);
}
