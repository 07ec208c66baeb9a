using Bpf.Objects.Code;

namespace Bpf.Runtime.Attach.Cost;

/// <summary>How the kernel handles x86 instructions under a probe (arch/x86/kernel/uprobes.c).</summary>
internal static class X64Instructions
{
    // One bit per opcode, the lowest for x0, measured with every opcode on 6.18. The kernel looks VEX and EVEX opcodes up in the same table, whatever
    // they mean, and accepts every instruction that begins with 0F.
    private static ReadOnlySpan<ushort> Allowed64 =>
    [
        0xBF3F, 0x3F3F, 0x7F7F, 0x7F7F, 0xFFFF, 0xFFFF, 0x0FF8, 0xFFFF, 0xFFFB, 0xFBFF, 0xFFFF, 0xFFFF, 0x0FFF, 0xFF8F, 0x0B0F, 0xF3ED,
    ];

    // 32-bit code: includes the opcodes that 64-bit mode removed.
    private static ReadOnlySpan<ushort> Allowed32 =>
    [
        0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0x0FFF, 0xFFFF, 0xFFFF, 0xFBFF, 0xFFFF, 0xFFFF, 0x0FFF, 0xFFFF, 0x0B0F, 0xF3ED,
    ];

    private static ReadOnlySpan<byte> BranchTarget => [0xF3, 0x0F, 0x1E, 0xFA]; // endbr64

    private static ReadOnlySpan<byte> Nop5 => [0x0F, 0x1F, 0x44, 0x00, 0x00];

    /// <summary>Returns the size in bytes of an <c>endbr64</c> at the start of the code, or 0 when there is none.</summary>
    public static int SizeOfBranchTarget(ReadOnlySpan<byte> code) => code.StartsWith(BranchTarget) ? BranchTarget.Length : 0;

    public static UprobeCost CostOf(ReadOnlySpan<byte> code, bool is64Bit = true)
    {
        if (!X64Decoder.TryDecode(code, is64Bit, out X64Instruction instruction))
        {
            return UprobeCost.SingleStepped;
        }

        if (IsRefused(instruction, is64Bit))
        {
            return UprobeCost.Refused;
        }

        if (code.StartsWith(Nop5))
        {
            return UprobeCost.NopOptimized;
        }

        return IsEmulated(instruction) ? UprobeCost.Emulated : UprobeCost.SingleStepped;
    }

    /// <summary>Returns whether the instruction is a no-op: <c>endbr64</c>, <c>endbr32</c> or a nop of any length.</summary>
    public static bool IsNoOperation(in X64Instruction instruction)
        => !instruction.IsVector && ((instruction.Map == 0 && instruction.Opcode == 0x90)
            || (instruction.Map == 1 && (instruction.Opcode == 0x1F || (instruction.Opcode == 0x1E && instruction.ModRm is 0xFA or 0xFB))));

    private static bool IsEmulated(in X64Instruction instruction)
    {
        if (instruction.IsVector || (instruction.Prefixes & X64Prefixes.OperandSize) != 0)
        {
            return false;
        }

        return instruction.Map switch
        {
            // push, jcc, nop, call, jmp
            0 => instruction.Opcode is (>= 0x50 and <= 0x57) or (>= 0x70 and <= 0x7F) or 0x90 or 0xE8 or 0xE9 or 0xEB,
            1 => instruction.Opcode is >= 0x80 and <= 0x8F,
            _ => false,
        };
    }

    private static bool IsRefused(in X64Instruction instruction, bool is64Bit)
    {
        if ((instruction.Prefixes & (X64Prefixes.Lock | X64Prefixes.OldSegment)) != 0)
        {
            return true;
        }

        bool isLookedUp = instruction.Map == 0 || instruction.IsVector;
        ReadOnlySpan<ushort> allowed = is64Bit ? Allowed64 : Allowed32;
        if (isLookedUp && (allowed[instruction.Opcode >> 4] & (1 << (instruction.Opcode & 15))) == 0)
        {
            return true;
        }

        if (instruction.IsVector)
        {
            return false;
        }

        // An interrupt between a write to ss and the next instruction would be lost: insn_masking_exception.
        bool setsStackSegment = instruction.Map == 0 && (instruction.Opcode == 0x17 || (instruction.Opcode == 0x8E && instruction.Register == 2));
        bool isShortBranch = (instruction.Prefixes & X64Prefixes.OperandSize) != 0 && instruction.Map switch
        {
            0 => instruction.Opcode is (>= 0x70 and <= 0x7F) or 0xE8 or 0xE9 or 0xEB,
            1 => instruction.Opcode is >= 0x80 and <= 0x8F,
            _ => false,
        };
        return setsStackSegment || isShortBranch;
    }
}
