using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Bpf.Objects.Elf;

/// <summary><c>Elf64_Phdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ElfSegment : IElfRecord<ElfSegment>
{
    public const uint Load = 1; // PT_LOAD
    public const uint Dynamic = 2; // PT_DYNAMIC
    public const uint Interpreter = 3; // PT_INTERP
    public const uint Note = 4; // PT_NOTE
    public const uint Executable = 1; // PF_X
    public const uint Writable = 2; // PF_W

    public uint Type { get; init; }

    public uint Flags { get; init; }

    public ulong Offset { get; init; }

    public ulong VirtualAddress { get; init; }

    public ulong PhysicalAddress { get; init; }

    public ulong FileSize { get; init; }

    public ulong MemorySize { get; init; }

    public ulong Alignment { get; init; }

    /// <summary>Returns whether the segment has file contents for an address of the loaded image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Covers(ulong address) => Type == Load && address >= VirtualAddress && address - VirtualAddress < FileSize;

    /// <inheritdoc/>
    public static ElfSegment Reverse(in ElfSegment record) => new()
    {
        Type = ReverseEndianness(record.Type),
        Flags = ReverseEndianness(record.Flags),
        Offset = ReverseEndianness(record.Offset),
        VirtualAddress = ReverseEndianness(record.VirtualAddress),
        PhysicalAddress = ReverseEndianness(record.PhysicalAddress),
        FileSize = ReverseEndianness(record.FileSize),
        MemorySize = ReverseEndianness(record.MemorySize),
        Alignment = ReverseEndianness(record.Alignment),
    };

    /// <inheritdoc/>
    public static int NarrowSize => 32; // sizeof(Elf32_Phdr)

    /// <inheritdoc/>
    public static ElfSegment Widen(ElfFile file, ReadOnlySpan<byte> bytes) => new()
    {
        Type = file.UInt32(bytes),
        Offset = file.UInt32(bytes[4..]),
        VirtualAddress = file.UInt32(bytes[8..]),
        PhysicalAddress = file.UInt32(bytes[12..]),
        FileSize = file.UInt32(bytes[16..]),
        MemorySize = file.UInt32(bytes[20..]),
        Flags = file.UInt32(bytes[24..]),
        Alignment = file.UInt32(bytes[28..]),
    };
}
