using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>The opcodes that relocation needs, and edits of instructions.</summary>
internal static class InstructionCodes
{
    public const int LoadClass = 0; // BPF_LD
    public const int LoadMemoryClass = 1; // BPF_LDX
    public const int StoreImmediateClass = 2; // BPF_ST
    public const int StoreClass = 3; // BPF_STX
    public const int ArithmeticClass = 4; // BPF_ALU
    public const int JumpClass = 5; // BPF_JMP
    public const int Jump32Class = 6; // BPF_JMP32
    public const int Arithmetic64Class = 7; // BPF_ALU64

    public const byte WideLoad = 0x18; // BPF_LD | BPF_IMM | BPF_DW
    public const byte Call = 0x85; // BPF_JMP | BPF_CALL
    public const byte SourceRegister = 0x08; // BPF_X

    public const int PseudoMapFd = 1; // BPF_PSEUDO_MAP_FD
    public const int PseudoMapValue = 2; // BPF_PSEUDO_MAP_VALUE
    public const int PseudoBtfId = 3; // BPF_PSEUDO_BTF_ID
    public const int PseudoFunction = 4; // BPF_PSEUDO_FUNC
    public const int PseudoCall = 1; // BPF_PSEUDO_CALL
    public const int PseudoKernelCall = 2; // BPF_PSEUDO_KFUNC_CALL

    /// <summary>Call number that marks instructions that could not be relocated; the verifier rejects such a call if it reaches it.</summary>
    public const int PoisonedCore = 195896080; // 0xbad2310

    /// <summary>First call number for maps that were not created; the index of the map is added.</summary>
    public const int PoisonedMap = 2001000000;

    /// <summary>First call number for kernel functions that do not exist; the index of the extern is added.</summary>
    public const int PoisonedKernelFunction = 2002000000;

    public static BpfInstruction WithImmediate(this BpfInstruction instruction, int immediate)
        => new(instruction.Opcode, (byte)instruction.Destination, (byte)instruction.Source, instruction.Offset, immediate);

    public static BpfInstruction WithOffset(this BpfInstruction instruction, short offset)
        => new(instruction.Opcode, (byte)instruction.Destination, (byte)instruction.Source, offset, instruction.Immediate);

    public static BpfInstruction WithSource(this BpfInstruction instruction, int source, int immediate)
        => new(instruction.Opcode, (byte)instruction.Destination, (byte)source, instruction.Offset, immediate);

    /// <summary>Returns a call that the verifier rejects, to replace an instruction with.</summary>
    public static BpfInstruction Poison(int number) => new(Call, 0, 0, 0, number);
}
