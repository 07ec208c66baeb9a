using Bpf.Runtime.Elf;

namespace Bpf.Runtime.Attach.Cost;

/// <summary>The instructions under probes in one file.</summary>
internal static class ProbedCode
{
    private const int LongestInstruction = 16;
    private const ushort X64 = 62; // EM_X86_64
    private const ushort Arm64 = 183; // EM_AARCH64

    /// <summary>The price of a probe at an offset; single-stepped on machines that are not known.</summary>
    public static UprobeCost CostAt(ElfFile file, ulong offset) => file.Machine switch
    {
        X64 => X64Instructions.CostOf(At(file, offset)),
        Arm64 => Arm64Instructions.CostOf(At(file, offset)),
        _ => UprobeCost.SingleStepped,
    };

    /// <summary>
    /// A cheaper place for a probe at the entry of a function: behind an <c>endbr64</c>, which does nothing but must be single-stepped, when
    /// the instruction behind it is emulated. Otherwise the same place.
    /// </summary>
    public static ulong BehindBranchTarget(ElfFile file, ulong offset)
    {
        if (file.Machine != X64)
            return offset;

        ReadOnlySpan<byte> code = At(file, offset);
        int size = X64Instructions.SizeOfBranchTarget(code);
        return size > 0 && X64Instructions.CostOf(code[size..]) is UprobeCost.Emulated or UprobeCost.NopOptimized ? offset + (ulong)size : offset;
    }

    /// <summary>The first bytes at an offset in hexadecimal digits, for people.</summary>
    public static string BytesAt(ElfFile file, ulong offset)
    {
        ReadOnlySpan<byte> code = At(file, offset);
        return Convert.ToHexStringLower(code[..Math.Min(code.Length, 8)]);
    }

    private static ReadOnlySpan<byte> At(ElfFile file, ulong offset)
    {
        ulong inFile = offset - file.Origin;
        ulong length = (ulong)file.Length;
        return inFile < length ? file.Slice(inFile, Math.Min(LongestInstruction, length - inFile), "function") : default;
    }
}
