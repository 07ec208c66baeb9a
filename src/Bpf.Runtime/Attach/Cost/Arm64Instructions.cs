using System.Buffers.Binary;

namespace Bpf.Runtime.Attach.Cost;

/// <summary>How the kernel handles aarch64 instructions under a probe (arch/arm64/kernel/probes/decode-insn.c).</summary>
internal static class Arm64Instructions
{
    /// <summary>Size of every instruction in bytes.</summary>
    public const int Size = 4;

    // Maximum number of instructions the kernel looks for between a load and a store exclusive: MAX_ATOMIC_CONTEXT_SIZE.
    private const int LongestExclusiveSequence = 32;

    // Mask and value of simulated instructions.
    private static readonly (uint Mask, uint Value)[] s_simulated =
    [
        (0x7C000000, 0x14000000), // b, bl
        (0xFF000010, 0x54000000), // b.cond
        (0x7E000000, 0x34000000), // cbz, cbnz
        (0x7E000000, 0x36000000), // tbz, tbnz
        (0xFF9FFC1F, 0xD61F0000), // br, blr, ret
        (0x1F000000, 0x10000000), // adr, adrp
        (0xFFFFFFFF, 0xD503201F), // nop
    ];

    // Some of these are refused only by newer kernels: older ones read literals from kernel memory, and single-step instructions of unknown operands
    // out of place.
    private static readonly (uint Mask, uint Value)[] s_refused =
    [
        (0x3B000000, 0x18000000), // ldr, ldrsw, prfm literal, and those of vector registers
        (0xFF000010, 0x54000010), // bc.cond
        (0x3B200C00, 0x19000400), // cpy*, set*
        (0x3F800000, 0x08000000), // load and store exclusive
        (0xFF000000, 0xD4000000), // svc, hvc, smc, brk, hlt
        (0xFFFFFFFF, 0xD69F03E0), // eret
        (0xFFFFFBFF, 0xD69F0BFF), // eretaa, eretab
        (0xFFFFFBFF, 0xD65F0BFF), // retaa, retab
        (0xFEDFF800, 0xD61F0800), // braa, blraa, braaz, blraaz and those of key B
        (0xFFF8F01F, 0xD500401F), // msr immediate
        (0xFFF00000, 0xD5100000), // msr register
        (0xFFFFFFE0, 0xD53B4220), // mrs of DAIF
    ];

    // Hints that are not listed are refused: yield, wfe, aut* and so on.
    private static readonly (uint Mask, uint Value)[] s_steppedHints =
    [
        (0xFFFFFFFF, 0xD50320FF), // xpaclri
        (0xFFFFFFBF, 0xD503211F), // pacia1716, pacib1716
        (0xFFFFFF9F, 0xD503231F), // paciaz, paciasp, pacibz, pacibsp
        (0xFFFFFF3F, 0xD503241F), // bti
    ];

    private static readonly (uint Mask, uint Value) s_hint = (0xFFFFF01F, 0xD503201F);
    private static readonly (uint Mask, uint Value) s_loadExclusive = (0x3FC00000, 0x08400000);
    private static readonly (uint Mask, uint Value) s_storeExclusive = (0x3FC00000, 0x08000000);

    public static UprobeCost CostOf(ReadOnlySpan<byte> code)
    {
        if (code.Length < Size)
        {
            return UprobeCost.SingleStepped;
        }

        uint instruction = BinaryPrimitives.ReadUInt32LittleEndian(code);
        if (Matches(s_simulated, instruction))
        {
            return UprobeCost.Emulated;
        }

        bool isRefused = Matches(s_refused, instruction) || (Matches(s_hint, instruction) && !Matches(s_steppedHints, instruction));
        return isRefused ? UprobeCost.Refused : UprobeCost.SingleStepped;
    }

    /// <summary>Returns whether the instruction is a no-op at a function entry: a nop or <c>bti</c>.</summary>
    public static bool IsNoOperation(ReadOnlySpan<byte> code)
        => code.Length >= Size && (BinaryPrimitives.ReadUInt32LittleEndian(code) is 0xD503201F or 0xD503241F or 0xD503245F or 0xD503249F or 0xD50324DF);

    /// <summary>
    /// Returns whether code ends between a load and a store exclusive. A probe there would clear the reservation on every hit, and the retry loop
    /// would never end.
    /// </summary>
    /// <param name="before">The code of the function up to the place.</param>
    public static bool EndsInExclusiveSequence(ReadOnlySpan<byte> before)
    {
        for (int i = 1; i <= LongestExclusiveSequence && i * Size <= before.Length; i++)
        {
            uint instruction = BinaryPrimitives.ReadUInt32LittleEndian(before[^(i * Size)..]);
            if (Matches(s_storeExclusive, instruction))
            {
                return false;
            }

            if (Matches(s_loadExclusive, instruction))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches((uint Mask, uint Value)[] patterns, uint instruction) => Array.Exists(patterns, pattern => Matches(pattern, instruction));

    private static bool Matches((uint Mask, uint Value) pattern, uint instruction) => (instruction & pattern.Mask) == pattern.Value;
}
