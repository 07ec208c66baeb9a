using System.Buffers.Binary;

namespace Bpf.Cli;

/// <summary>The program file of this process, used as a probe target: its first instruction, which does not run a second time.</summary>
internal static class OwnProgram
{
    private const int LoadSegment = 1; // PT_LOAD

    /// <summary>Its path.</summary>
    public const string Path = "/proc/self/exe";

    /// <summary>Returns the file offset of the instruction at which the process started.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ulong EntryOffset()
    {
        using FileStream file = File.OpenRead(Path);
        Span<byte> header = stackalloc byte[64]; // Elf64_Ehdr
        file.ReadExactly(header);
        ulong entry = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]);
        long segments = (long)BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]), count = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        byte[] segment = new byte[size];
        for (int i = 0; i < count; i++)
        {
            file.Position = segments + ((long)i * size);
            file.ReadExactly(segment);
            ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(segment.AsSpan(8)), address = BinaryPrimitives.ReadUInt64LittleEndian(segment.AsSpan(16));
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(segment.AsSpan(32));
            if (BinaryPrimitives.ReadInt32LittleEndian(segment) == LoadSegment && entry >= address && entry - address < length)
            {
                return entry - address + offset;
            }
        }

        throw new IOException($"{Path} has no segment with its entry point.");
    }
}
