namespace Bpf.Objects.Code;

/// <summary>The parts of an x86 instruction that decide its length and whether the kernel can probe it.</summary>
/// <param name="Length">Length in bytes, 1 to 15.</param>
/// <param name="Map">Opcode map: 0 for one byte, 1 for 0F, 2 for 0F 38, 3 for 0F 3A; for VEX, EVEX and XOP the number in their prefix.</param>
/// <param name="Opcode">The opcode byte within its map.</param>
/// <param name="ModRm">The ModRM byte; 0 when there is none.</param>
/// <param name="Prefixes">The prefixes before the opcode.</param>
internal readonly record struct X64Instruction(int Length, byte Map, byte Opcode, byte ModRm, X64Prefixes Prefixes)
{
    /// <summary>The field of ModRM that selects a register or extends the opcode, without its extension bit.</summary>
    public int Register => (ModRm >> 3) & 7;

    /// <summary>True for instructions with a VEX, EVEX or XOP prefix.</summary>
    public bool IsVector => (Prefixes & X64Prefixes.Vector) != 0;
}
