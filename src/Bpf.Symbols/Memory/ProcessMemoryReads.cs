using System.Buffers.Binary;
using System.Text;

namespace Bpf.Symbols.Memory;

/// <summary>Numbers and texts in the memory of a process, all little-endian. What cannot be read is 0 or empty.</summary>
internal static class ProcessMemoryReads
{
    private const int MostTextBytes = 4096;

    public static ulong Pointer(this IProcessMemory memory, ulong address)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        return memory.TryRead(address, bytes) ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;
    }

    public static uint UInt32(this IProcessMemory memory, ulong address)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        return memory.TryRead(address, bytes) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
    }

    public static ushort UInt16(this IProcessMemory memory, ulong address)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        return memory.TryRead(address, bytes) ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;
    }

    /// <summary>Reads UTF-8 up to a zero, at most 4 KiB.</summary>
    public static string Utf8(this IProcessMemory memory, ulong address)
    {
        Span<byte> bytes = stackalloc byte[MostTextBytes];
        int length = 0;
        while (length < bytes.Length && memory.TryRead(address + (ulong)length, bytes.Slice(length, 1)) && bytes[length] != 0)
        {
            length++;
        }

        return Encoding.UTF8.GetString(bytes[..length]);
    }

    /// <summary>Reads UTF-16 up to a zero, at most 4 KiB.</summary>
    public static string Utf16(this IProcessMemory memory, ulong address)
    {
        Span<byte> bytes = stackalloc byte[MostTextBytes];
        int length = 0;
        while (length < bytes.Length && memory.TryRead(address + (ulong)length, bytes.Slice(length, sizeof(char)))
            && (bytes[length] | bytes[length + 1]) != 0)
        {
            length += sizeof(char);
        }

        return Encoding.Unicode.GetString(bytes[..length]);
    }
}
