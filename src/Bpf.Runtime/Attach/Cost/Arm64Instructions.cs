using System.Buffers.Binary;

namespace Bpf.Runtime.Attach.Cost;

/// <summary>What the kernel does with aarch64 instructions under a probe (arch/arm64/kernel/probes/decode-insn.c).</summary>
internal static class Arm64Instructions
{
    // Mask and value of what is simulated.
    private static readonly (uint Mask, uint Value)[] s_simulated =
    [
        (0x7C000000, 0x14000000), // b, bl
        (0xFF000010, 0x54000000), // b.cond
        (0x7E000000, 0x34000000), // cbz, cbnz
        (0x7E000000, 0x36000000), // tbz, tbnz
        (0xFF9FFC1F, 0xD61F0000), // br, blr, ret
        (0x1F000000, 0x10000000), // adr, adrp
        (0x3B000000, 0x18000000), // ldr, ldrsw literal
        (0xFFFFFFFF, 0xD503201F), // nop
    ];

    private static readonly (uint Mask, uint Value)[] s_refused =
    [
        (0x3F000000, 0x08000000), // load and store exclusive
        (0xFF000000, 0xD4000000), // svc, hvc, smc, brk, hlt
    ];

    public static UprobeCost CostOf(ReadOnlySpan<byte> code)
    {
        if (code.Length < sizeof(uint))
            return UprobeCost.SingleStepped;

        uint instruction = BinaryPrimitives.ReadUInt32LittleEndian(code);
        return Matches(s_simulated, instruction) ? UprobeCost.Emulated : Matches(s_refused, instruction) ? UprobeCost.Refused : UprobeCost.SingleStepped;
    }

    private static bool Matches((uint Mask, uint Value)[] patterns, uint instruction)
        => Array.Exists(patterns, pattern => (instruction & pattern.Mask) == pattern.Value);
}
