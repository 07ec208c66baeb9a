using System.Runtime.InteropServices;

namespace Bpf.Runtime.Elf;

/// <summary><c>Elf64_Ehdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ElfHeader
{
    private readonly ulong _identification0;
    private readonly ulong _identification1;
    public readonly ushort Type;
    public readonly ushort Machine;
    public readonly uint Version;
    public readonly ulong Entry;
    public readonly ulong SegmentTableOffset;
    public readonly ulong SectionTableOffset;
    public readonly uint Flags;
    public readonly ushort HeaderSize;
    public readonly ushort SegmentHeaderSize;
    public readonly ushort SegmentCount;
    public readonly ushort SectionHeaderSize;
    public readonly ushort SectionCount;
    public readonly ushort SectionNameIndex;
}
