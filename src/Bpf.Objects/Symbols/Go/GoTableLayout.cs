using System.Buffers.Binary;
using Bpf.Objects.Elf;

namespace Bpf.Objects.Symbols.Go;

/// <summary>
/// Layout of a Go program's function table (pclntab). The first byte of the header identifies the version: 0xFB since Go 1.2, 0xFA since 1.16, 0xF0
/// since 1.18, 0xF1 since 1.20; Go 1.26 omits the start of the code from the header.
/// </summary>
/// <param name="PointerSize">4 or 8 bytes.</param>
/// <param name="Count">Number of functions.</param>
/// <param name="Names">Offset of the name with index 0.</param>
/// <param name="Functions">Offset of the function list: where each begins, and the offset of its record.</param>
/// <param name="Records">Offset of record 0; a record begins with the entry and the index of the name.</param>
/// <param name="Width">Size of an entry in the list, and in a record, in bytes.</param>
/// <param name="TextField">Offset of the field with the base of relative entries; 0 when entries are addresses.</param>
internal readonly record struct GoTableLayout(int PointerSize, int Count, int Names, int Functions, int Records, int Width, int TextField)
{
    private const int HeaderSize = 8; // magic, two zeros, instruction size, pointer size
    private const uint Go12 = 0xFFFFFFFB;
    private const uint Go116 = 0xFFFFFFFA;
    private const uint Go118 = 0xFFFFFFF0;
    private const uint Go120 = 0xFFFFFFF1;

    /// <summary>Returns whether bytes begin like a table of a little-endian program.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> bytes)
        => bytes.Length >= HeaderSize
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes) is Go12 or Go116 or Go118 or Go120
            && IsHeaderEnd(bytes);

    /// <summary>Reads the header.</summary>
    /// <returns><see langword="null"/> when the bytes are not a table or its version is unknown.</returns>
    public static GoTableLayout? Read(ElfFile file, ReadOnlySpan<byte> table)
    {
        if (table.Length < HeaderSize || !IsHeaderEnd(table))
        {
            return null;
        }

        int pointer = table[7];
        uint magic = file.UInt32(table);
        // Words after the header: functions, files, since 1.18 the start of the code, names, compilation units, files, counters, functions.
        int words = magic switch { Go12 => 1, Go116 => 7, Go118 or Go120 => 8, _ => 0 };
        if (words == 0 || table.Length < HeaderSize + (words * pointer) || Word(table, 0) is not (> 0 and var count) || count > (ulong)table.Length / 8)
        {
            return null;
        }

        if (magic == Go12)
        {
            return new(pointer, (int)count, 0, HeaderSize + pointer, 0, pointer, 0);
        }

        ulong names = Word(table, words - 5);
        ulong functions = Word(table, words - 1);
        return names < (ulong)table.Length && functions < (ulong)table.Length
            ? new(pointer, (int)count, (int)names, (int)functions, (int)functions, magic == Go116 ? pointer : sizeof(uint),
                magic == Go116 ? 0 : HeaderSize + (2 * pointer))
            : null;

        ulong Word(ReadOnlySpan<byte> bytes, int index)
        {
            ReadOnlySpan<byte> word = bytes.Slice(HeaderSize + (index * pointer), pointer);
            return pointer == sizeof(uint) ? file.UInt32(word) : file.UInt64(word);
        }
    }

    private static bool IsHeaderEnd(ReadOnlySpan<byte> bytes)
        => bytes[4] == 0 && bytes[5] == 0 && bytes[6] is 1 or 2 or 4 && bytes[7] is sizeof(uint) or sizeof(ulong);
}
