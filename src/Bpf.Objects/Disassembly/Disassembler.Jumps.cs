namespace Bpf.Runtime;

/// <content>Instruction classes BPF_JMP and BPF_JMP32.</content>
public static partial class Disassembler
{
    private static readonly string?[] s_comparisons =
        [null, "==", ">", ">=", "&", "!=", "s>", "s>=", null, null, "<", "<=", "s<", "s<=", null, null];

    private static string? Jump(BpfInstruction instruction, char kind)
    {
        switch (instruction.Opcode)
        {
            case 0x05:
                return $"goto {Distance(instruction.Offset)}";
            case 0x06:
                return $"gotol {Distance(instruction.Immediate)}";
            case 0x0D:
                return $"gotox r{instruction.Destination}";
            case 0x85:
                return $"call {Hex(instruction.Immediate)}";
            case 0x8D:
                return $"callx r{instruction.Destination}";
            case 0x95:
                return "exit";
            case 0xE5:
                return $"may_goto {Distance(instruction.Offset)}";
        }

        if (s_comparisons[instruction.Opcode >> 4] is not { } comparison)
        {
            return null;
        }

        bool withRegister = (instruction.Opcode & 0x08) != 0; // BPF_X
        string operand = withRegister ? $"{kind}{instruction.Source}" : Hex(instruction.Immediate);
        return $"if {kind}{instruction.Destination} {comparison} {operand} goto {Distance(instruction.Offset)}";
    }

    private static string Distance(int distance) => distance < 0 ? Hex(distance) : $"+{Hex(distance)}";
}
