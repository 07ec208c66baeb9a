using System.Runtime.InteropServices;

namespace Bpf.Usdt;

/// <summary>Location and width of one argument; the layout is that of libbpf 1.7, so that libbpf can attach the programs too.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct UsdtArgument
{
    /// <summary>Constant, or displacement of a memory operand.</summary>
    [FieldOffset(0)]
    public ulong Offset;

    /// <summary>Kind of location.</summary>
    [FieldOffset(8)]
    public UsdtArgumentKind Kind;

    /// <summary>Offset of the index register in <c>struct pt_regs</c> in the low 12 bits, binary logarithm of the scale in the high 4.</summary>
    [FieldOffset(10)]
    public ushort IndexAndScale;

    /// <summary>Offset of the register in <c>struct pt_regs</c>.</summary>
    [FieldOffset(14)]
    public short RegisterOffset;

    /// <summary>Not 0 when the value is signed.</summary>
    [FieldOffset(16)]
    public byte IsSigned;

    /// <summary>64 minus the width of the value in bits.</summary>
    [FieldOffset(17)]
    public byte Shift;
}
