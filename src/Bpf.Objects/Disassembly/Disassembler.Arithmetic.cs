namespace Bpf.Runtime;

/// <content>Instruction classes BPF_ALU and BPF_ALU64.</content>
public static partial class Disassembler
{
    private static string? Arithmetic(BpfInstruction instruction, char kind)
    {
        string destination = $"{kind}{instruction.Destination}";
        bool fromRegister = (instruction.Opcode & 0x08) != 0; // BPF_X
        string operand = fromRegister ? $"{kind}{instruction.Source}" : Hex(instruction.Immediate);
        bool isSigned = instruction.Offset == 1;
        return (instruction.Opcode & 0xF0) switch
        {
            0x00 => $"{destination} += {operand}",
            0x10 => $"{destination} -= {operand}",
            0x20 => $"{destination} *= {operand}",
            0x30 => $"{destination} {(isSigned ? "s/=" : "/=")} {operand}",
            0x40 => $"{destination} |= {operand}",
            0x50 => $"{destination} &= {operand}",
            0x60 => $"{destination} <<= {operand}",
            0x70 => $"{destination} >>= {operand}",
            0x80 => $"{destination} = -{destination}",
            0x90 => $"{destination} {(isSigned ? "s%=" : "%=")} {operand}",
            0xA0 => $"{destination} ^= {operand}",
            0xB0 => Move(instruction, destination, operand, fromRegister),
            0xC0 => $"{destination} s>>= {operand}",
            0xD0 => ByteSwap(instruction, kind, fromRegister),
            _ => null,
        };
    }

    private static string? Move(BpfInstruction instruction, string destination, string operand, bool fromRegister)
        => instruction.Offset switch
        {
            0 => $"{destination} = {operand}",
            8 or 16 or 32 when fromRegister => $"{destination} = (s{instruction.Offset}){operand}",
            1 when fromRegister => $"{destination} = addr_space_cast({operand}, 0x{(uint)instruction.Immediate >> 16:x}, 0x{instruction.Immediate & 0xFFFF:x})",
            _ => null,
        };

    private static string? ByteSwap(BpfInstruction instruction, char kind, bool toBigEndian)
    {
        if (instruction.Immediate is not (16 or 32 or 64))
        {
            return null;
        }

        string operation = kind == 'r' ? "bswap" : toBigEndian ? "be" : "le";
        return $"r{instruction.Destination} = {operation}{instruction.Immediate} r{instruction.Destination}";
    }
}
