using System.Runtime.InteropServices;

namespace Bpf.Runtime.Elf;

/// <summary><c>Elf64_Phdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ElfSegment
{
    public const uint Load = 1; // PT_LOAD
    public const uint Executable = 1; // PF_X

    public readonly uint Type;
    public readonly uint Flags;
    public readonly ulong Offset;
    public readonly ulong VirtualAddress;
    public readonly ulong PhysicalAddress;
    public readonly ulong FileSize;
    public readonly ulong MemorySize;
    public readonly ulong Alignment;
}
