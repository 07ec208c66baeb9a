namespace Bpf.Runtime.Attach.Cost;

/// <summary>What the kernel does with x86-64 instructions under a probe (arch/x86/kernel/uprobes.c).</summary>
internal static class X64Instructions
{
    private static ReadOnlySpan<byte> BranchTarget => [0xF3, 0x0F, 0x1E, 0xFA]; // endbr64

    private static ReadOnlySpan<byte> Nop5 => [0x0F, 0x1F, 0x44, 0x00, 0x00];

    /// <summary>Size in bytes of an <c>endbr64</c> at the start of the code, 0 when there is none.</summary>
    public static int SizeOfBranchTarget(ReadOnlySpan<byte> code) => code.StartsWith(BranchTarget) ? BranchTarget.Length : 0;

    public static UprobeCost CostOf(ReadOnlySpan<byte> code)
    {
        if (code.IsEmpty)
            return UprobeCost.SingleStepped;
        if (code.StartsWith(Nop5))
            return UprobeCost.NopOptimized;

        switch (code[0])
        {
            case 0x90: // nop
            case 0xE8 or 0xE9 or 0xEB: // call, jmp
            case >= 0x50 and <= 0x57: // push
            case >= 0x70 and <= 0x7F: // jcc
                return UprobeCost.Emulated;
            case 0x41 when code.Length > 1 && code[1] is >= 0x50 and <= 0x57: // push r8 to r15
            case 0x0F when code.Length > 1 && code[1] is >= 0x80 and <= 0x8F: // jcc
                return UprobeCost.Emulated;
            case 0x66 when code.Length > 2 && (code[1..].StartsWith((ReadOnlySpan<byte>)[0x0F, 0x1F]) || code[1..].StartsWith((ReadOnlySpan<byte>)[0x2E, 0x0F, 0x1F])):
            case 0xF0 or 0xCC or 0xF4: // lock, int3, hlt
                return UprobeCost.Refused;
            default:
                return UprobeCost.SingleStepped;
        }
    }
}
