namespace Bpf.Runtime.Attach.Usdt;

/// <summary>
/// Determines which arguments a program certainly reads: those whose kind, register and width it loads from the specification at constant offsets, as
/// the reader in C# programs does. The reader in C programs is called with an index, and returns an error for an argument that cannot be read.
/// </summary>
internal static class UsdtReads
{
    private const byte LoadWord = 0x61; // BPF_LDX | BPF_MEM | BPF_W
    private const byte LoadByte = 0x71; // BPF_LDX | BPF_MEM | BPF_B
    private const byte LoadShort = 0x69; // BPF_LDX | BPF_MEM | BPF_H
    private const byte LoadSignedShort = 0x89; // BPF_LDX | BPF_MEMSX | BPF_H

    /// <summary>Returns whether the program reads an argument without being able to detect that it cannot be read.</summary>
    /// <param name="code">Instructions of the program.</param>
    /// <param name="layout">Layout of the specifications.</param>
    /// <param name="argument">Index of the argument.</param>
    public static bool Contains(ReadOnlySpan<BpfInstruction> code, UsdtSpecificationLayout layout, int argument)
    {
        (int kind, int register, int shift) = layout.OffsetsOf(argument);
        bool hasKind = false;
        bool hasRegister = false;
        bool hasShift = false;
        foreach (BpfInstruction instruction in code)
        {
            hasKind |= instruction.Opcode is LoadByte or LoadWord && instruction.Offset == kind; // 4 bytes wide in the older layout
            hasRegister |= instruction.Opcode is LoadShort or LoadSignedShort && instruction.Offset == register;
            hasShift |= instruction.Opcode == LoadByte && instruction.Offset == shift;
        }

        return hasKind && hasRegister && hasShift;
    }
}
