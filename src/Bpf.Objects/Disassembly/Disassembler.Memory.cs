namespace Bpf.Runtime;

/// <content>Instruction classes BPF_LD, BPF_LDX, BPF_ST and BPF_STX.</content>
public static partial class Disassembler
{
    private const int ModeMask = 0xE0;

    private static string? PacketLoad(BpfInstruction instruction)
        => (instruction.Opcode & ModeMask) switch
        {
            0x20 => $"r0 = *({SizeName(instruction)} *)skb[{Hex(instruction.Immediate)}]", // BPF_ABS
            0x40 => $"r0 = *({SizeName(instruction)} *)skb[r{instruction.Source}]", // BPF_IND
            _ => null,
        };

    private static string? Load(BpfInstruction instruction)
    {
        string address = Memory(instruction.Source, instruction.Offset);
        return (instruction.Opcode & ModeMask) switch
        {
            0x60 => $"{ValueRegister(instruction)}{instruction.Destination} = *({SizeName(instruction)} *){address}", // BPF_MEM
            0x80 => $"r{instruction.Destination} = *({s_signedSizes[(instruction.Opcode >> 3) & 3]} *){address}", // BPF_MEMSX
            _ => null,
        };
    }

    private static string? StoreImmediate(BpfInstruction instruction)
        => (instruction.Opcode & ModeMask) == 0x60
            ? $"*({SizeName(instruction)} *){Memory(instruction.Destination, instruction.Offset)} = {Hex(instruction.Immediate)}"
            : null;

    private static string? StoreRegister(BpfInstruction instruction)
        => (instruction.Opcode & ModeMask) switch
        {
            0x60 => $"*({SizeName(instruction)} *){Memory(instruction.Destination, instruction.Offset)} = {ValueRegister(instruction)}{instruction.Source}",
            0xC0 => Atomic(instruction), // BPF_ATOMIC
            _ => null,
        };

    private static string? Atomic(BpfInstruction instruction)
    {
        bool isWide = ((instruction.Opcode >> 3) & 3) == 3;
        if (!isWide && ((instruction.Opcode >> 3) & 3) != 0)
        {
            return AcquireRelease(instruction);
        }

        char kind = isWide ? 'r' : 'w';
        string source = $"{kind}{instruction.Source}";
        string address = Memory(instruction.Destination, instruction.Offset);
        string bare = address[1..^1];
        string locked = $"lock *({SizeName(instruction)} *){address}";
        string fetch = $"(({SizeName(instruction)} *){address}, {source})";
        return instruction.Immediate switch
        {
            0x00 => $"{locked} += {source}",
            0x40 => $"{locked} |= {source}",
            0x50 => $"{locked} &= {source}",
            0xA0 => $"{locked} ^= {source}",
            0x01 => $"{source} = atomic_fetch_add{fetch}",
            0x41 => $"{source} = atomic_fetch_or{fetch}",
            0x51 => $"{source} = atomic_fetch_and{fetch}",
            0xA1 => $"{source} = atomic_fetch_xor{fetch}",
            0xE1 => $"{source} = {(isWide ? "xchg_64" : "xchg32_32")}({bare}, {source})",
            0xF1 => $"{kind}0 = {(isWide ? "cmpxchg_64" : "cmpxchg32_32")}({bare}, {kind}0, {source})",
            _ => AcquireRelease(instruction),
        };
    }

    private static string? AcquireRelease(BpfInstruction instruction)
    {
        char register = ValueRegister(instruction);
        string pointer = $"({SizeName(instruction)} *)";
        return instruction.Immediate switch
        {
            0x100 => $"{register}{instruction.Destination} = load_acquire({pointer}{Memory(instruction.Source, instruction.Offset)})",
            0x110 => $"store_release({pointer}{Memory(instruction.Destination, instruction.Offset)}, {register}{instruction.Source})",
            _ => null,
        };
    }
}
