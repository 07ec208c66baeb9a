using System.Runtime.InteropServices;

namespace Bpf.Runtime.Elf;

/// <summary><c>Elf64_Sym</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ElfSymbol
{
    public const ushort UndefinedSection = 0; // SHN_UNDEF
    public const ushort FirstReservedSection = 0xFF00; // SHN_LORESERVE

    public readonly uint Name;
    private readonly byte _info;
    private readonly byte _other;
    public readonly ushort Section;
    public readonly ulong Value;
    public readonly ulong Size;

    /// <summary>STT_FUNC.</summary>
    public bool IsFunction => (_info & 0xF) == 2;

    /// <summary>STT_GNU_IFUNC.</summary>
    public bool IsIndirectFunction => (_info & 0xF) == 10;

    /// <summary>STB_WEAK.</summary>
    public bool IsWeak => _info >> 4 == 2;

    /// <summary>Defined in a section of this file.</summary>
    public bool IsDefined => Section is not UndefinedSection and < FirstReservedSection;
}
