using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>Patches one instruction for a CO-RE relocation.</summary>
internal static class CorePatch
{
    private const int SizeMask = 0x18; // BPF_SIZE

    /// <returns><see langword="false"/> when the instruction was poisoned.</returns>
    /// <exception cref="BpfObjectFormatException">Created by <paramref name="defect"/>: the relocation does not apply to the instruction.</exception>
    public static bool Apply(Span<BpfInstruction> code, int index, in CoreResult result, Func<string, Exception> defect)
    {
        if (index >= code.Length)
        {
            throw defect("lies outside the function");
        }

        ref BpfInstruction instruction = ref code[index];
        if (instruction.IsWideLoad && index + 1 >= code.Length)
        {
            throw defect("applies to a 64-bit load that is cut off");
        }

        if (result.IsPoison || (result.CannotResize && IsMemory(instruction)))
        {
            if (instruction.IsWideLoad)
            {
                code[index + 1] = InstructionCodes.Poison(InstructionCodes.PoisonedCore);
            }

            instruction = InstructionCodes.Poison(InstructionCodes.PoisonedCore);
            return false;
        }

        switch (instruction.Class)
        {
            case InstructionCodes.ArithmeticClass or InstructionCodes.Arithmetic64Class:
                if ((instruction.Opcode & InstructionCodes.SourceRegister) != 0)
                {
                    throw defect("applies to an operation without an immediate operand");
                }

                Validate(result, (uint)instruction.Immediate, (uint)result.OldValue, defect);
                instruction = instruction.WithImmediate((int)result.NewValue);
                return true;
            case InstructionCodes.LoadMemoryClass or InstructionCodes.StoreImmediateClass or InstructionCodes.StoreClass:
                Validate(result, (ulong)instruction.Offset, result.OldValue, defect);
                if (result.NewValue > (ulong)short.MaxValue)
                {
                    throw defect($"yields offset {result.NewValue}, which does not fit in 16 bits");
                }

                instruction = Resize(instruction.WithOffset((short)result.NewValue), result, defect);
                return true;
            case InstructionCodes.LoadClass when instruction.IsWideLoad && instruction.Source == 0:
                ref BpfInstruction high = ref code[index + 1];
                Validate(result, (uint)instruction.Immediate | (ulong)high.Immediate << 32, result.OldValue, defect);
                instruction = instruction.WithImmediate((int)result.NewValue);
                high = high.WithImmediate((int)(result.NewValue >> 32));
                return true;
            default:
                throw defect($"applies to an instruction with opcode 0x{instruction.Opcode:x2}, which cannot hold such a value");
        }
    }

    private static bool IsMemory(BpfInstruction instruction)
        => instruction.Class is InstructionCodes.LoadMemoryClass or InstructionCodes.StoreImmediateClass or InstructionCodes.StoreClass;

    private static void Validate(in CoreResult result, ulong found, ulong expected, Func<string, Exception> defect)
    {
        if (result.IsValidated && found != expected)
        {
            throw defect($"expects the value {expected}, but the instruction has {found}");
        }
    }

    private static BpfInstruction Resize(BpfInstruction instruction, in CoreResult result, Func<string, Exception> defect)
    {
        if (result.NewSize == result.OldSize)
        {
            return instruction;
        }

        if (SizeOf(instruction) != result.OldSize)
        {
            throw defect($"expects an access of {result.OldSize} bytes, but the instruction accesses {SizeOf(instruction)}");
        }

        int code = result.NewSize switch
        {
            8 => 0x18, // BPF_DW
            4 => 0x00, // BPF_W
            2 => 0x08, // BPF_H
            1 => 0x10, // BPF_B
            _ => throw defect($"yields a field of {result.NewSize} bytes, which no instruction can access"),
        };
        return new BpfInstruction(
            (byte)((instruction.Opcode & ~SizeMask) | code), (byte)instruction.Destination, (byte)instruction.Source, instruction.Offset,
            instruction.Immediate);
    }

    private static ulong SizeOf(BpfInstruction instruction) => (instruction.Opcode & SizeMask) switch
    {
        0x18 => 8,
        0x00 => 4,
        0x08 => 2,
        _ => 1,
    };
}
