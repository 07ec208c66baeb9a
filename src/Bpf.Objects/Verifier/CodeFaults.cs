using Bpf.Objects.Relocations;
using Bpf.Runtime;

namespace Bpf.Objects.Verifier;

/// <summary>Finds the first instruction of a program that is malformed in a given way, in the order in which the verifier checks.</summary>
internal sealed class CodeFaults(ProgramImage image)
{
    private const int Exit = 0x95; // BPF_JMP | BPF_EXIT
    private const int Jump = 0x05; // BPF_JMP | BPF_JA
    private const int Jump32 = 0x06; // BPF_JMP32 | BPF_JA
    private const int LastWideLoadSource = 6; // BPF_PSEUDO_MAP_IDX_VALUE
    private const int MapDescriptor = InstructionCodes.PseudoMapFd;
    private const int MapValue = InstructionCodes.PseudoMapValue;
    private const int Atomic = 0xC0; // BPF_ATOMIC

    /// <summary>Returns the first instruction that satisfies a condition, skipping second halves of 64-bit loads.</summary>
    public int? First(Func<BpfInstruction, bool> condition) => Find((instruction, _) => condition(instruction));

    /// <summary>Returns the first call of a helper.</summary>
    public int? FirstCall(int helper) => First(instruction => instruction is { IsCall: true, Source: 0 } && instruction.Immediate == helper);

    /// <summary>Returns the first call of a kernel function, or of one with a given type.</summary>
    public int? FirstKernelCall(int? type)
        => First(instruction => instruction is { IsCall: true, Source: InstructionCodes.PseudoKernelCall } && (type is null || instruction.Immediate == type));

    /// <summary>Returns the first load of a map by a descriptor.</summary>
    public int? FirstMapLoad(int descriptor)
        => First(instruction => instruction is { IsWideLoad: true, Source: MapDescriptor or MapValue } && instruction.Immediate == descriptor);

    /// <summary>Returns the first load of the address of a map value at an offset.</summary>
    public int? FirstValueLoad(int offset)
        => Find((instruction, index) => instruction is { IsWideLoad: true, Source: MapValue } && Second(index).Immediate == offset);

    /// <summary>Returns the last instruction of the first function that does not end with an exit or a jump.</summary>
    public int? FirstFallThrough()
    {
        foreach (FunctionPlacement placement in image.Placements)
        {
            int last = placement.Position + placement.Function.Count - 1;
            if (image.Instructions[last].Opcode is not (Exit or Jump or Jump32))
            {
                return last;
            }
        }

        return null;
    }

    /// <summary>Returns the first 64-bit load that lacks a proper second half or is of an unknown kind.</summary>
    public int? FirstBadWideLoad() => Find((instruction, index) => instruction.IsWideLoad
        && (index + 1 >= image.Instructions.Length || instruction.Source > LastWideLoadSource || instruction.Offset != 0
            || Second(index) is not { Opcode: 0, Destination: 0, Source: 0, Offset: 0 }));

    /// <summary>Returns the first call whose target is outside the program.</summary>
    public int? FirstCallOutside() => Find((instruction, index)
        => (instruction is { IsCall: true, Source: InstructionCodes.PseudoCall }
            || instruction is { IsWideLoad: true, Source: InstructionCodes.PseudoFunction })
            && index + 1L + instruction.Immediate is var target && (target < 0 || target >= image.Instructions.Length));

    /// <summary>Returns the first instruction that sets a field reserved for its kind.</summary>
    /// <param name="kind">The kind as the verifier names it, without the prefix: LDX, ALU, JMP, CALL.</param>
    public int? FirstReservedField(string kind) => First(instruction => kind switch
    {
        "LDX" => instruction is { Class: InstructionCodes.LoadMemoryClass, Immediate: not 0 },
        "STX" => instruction is { Class: InstructionCodes.StoreClass, Immediate: not 0 } && (instruction.Opcode & 0xE0) != Atomic,
        "ST" => instruction is { Class: InstructionCodes.StoreImmediateClass, Source: not 0 },
        "CALL" or "EXIT" or "JA" or "JMP" =>
            instruction.Class is InstructionCodes.JumpClass or InstructionCodes.Jump32Class && HasReservedJumpField(instruction),
        _ => instruction.Class is InstructionCodes.ArithmeticClass or InstructionCodes.Arithmetic64Class && HasReservedOperand(instruction),
    });

    private static bool HasReservedOperand(BpfInstruction instruction)
        => (instruction.Opcode & InstructionCodes.SourceRegister) != 0 ? instruction.Immediate != 0
        : instruction.Source != 0 || instruction.Offset is not (0 or 1);

    private static bool HasReservedJumpField(BpfInstruction instruction) => instruction.Opcode switch
    {
        InstructionCodes.Call => instruction.Destination != 0 || instruction.Source > InstructionCodes.PseudoKernelCall,
        Exit => instruction.Offset != 0 || instruction.Immediate != 0 || instruction.Source != 0 || instruction.Destination != 0,
        Jump => instruction.Immediate != 0 || instruction.Source != 0 || instruction.Destination != 0,
        Jump32 => instruction.Offset != 0 || instruction.Source != 0 || instruction.Destination != 0,
        _ => (instruction.Opcode & InstructionCodes.SourceRegister) != 0 ? instruction.Immediate != 0 : instruction.Source != 0,
    };

    private BpfInstruction Second(int index) => index + 1 < image.Instructions.Length ? image.Instructions[index + 1] : default;

    private int? Find(Func<BpfInstruction, int, bool> condition)
    {
        BpfInstruction[] instructions = image.Instructions;
        for (int i = 0; i < instructions.Length; i += instructions[i].IsWideLoad ? 2 : 1)
        {
            if (condition(instructions[i], i))
            {
                return i;
            }
        }

        return null;
    }
}
