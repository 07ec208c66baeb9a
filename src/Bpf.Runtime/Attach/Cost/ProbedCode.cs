using Bpf.Objects.Elf;

namespace Bpf.Runtime.Attach.Cost;

/// <summary>The instructions under probes in one file.</summary>
internal static class ProbedCode
{
    private const int LongestInstruction = 16;
    private const ushort X86 = 3; // EM_386
    private const ushort X64 = 62; // EM_X86_64
    private const ushort Arm64 = 183; // EM_AARCH64

    /// <summary>Returns whether the code is for an x86 processor, with instructions of variable length.</summary>
    public static bool IsX86(ElfFile file) => file.Machine is X86 or X64;

    /// <summary>Returns whether the code is for 64-bit mode of an x86 processor.</summary>
    public static bool IsX64(ElfFile file) => file.Machine == X64;

    /// <summary>Returns whether the code is for aarch64.</summary>
    public static bool IsArm64(ElfFile file) => file.Machine == Arm64;

    /// <summary>Returns the cost of a probe at an offset; unknown machines count as single-stepped.</summary>
    public static UprobeCost CostAt(ElfFile file, ulong offset) => file.Machine switch
    {
        X64 => X64Instructions.CostOf(At(file, offset)),
        X86 => X64Instructions.CostOf(At(file, offset), is64Bit: false),
        Arm64 => Arm64Instructions.CostOf(At(file, offset)),
        _ => UprobeCost.SingleStepped,
    };

    /// <summary>
    /// Returns a cheaper offset for a probe at a function entry: after an <c>endbr64</c>, a no-op that must be single-stepped, provided that the next
    /// instruction is emulated. Otherwise returns the same offset.
    /// </summary>
    public static ulong BehindBranchTarget(ElfFile file, ulong offset)
    {
        if (file.Machine != X64)
        {
            return offset;
        }

        ReadOnlySpan<byte> code = At(file, offset);
        int size = X64Instructions.SizeOfBranchTarget(code);
        return size > 0 && X64Instructions.CostOf(code[size..]) is UprobeCost.Emulated or UprobeCost.NopOptimized ? offset + (ulong)size : offset;
    }

    /// <summary>Returns the code at an offset, up to the length of the longest instruction, or less at the end of the file.</summary>
    public static ReadOnlySpan<byte> At(ElfFile file, ulong offset)
    {
        ulong inFile = offset - file.Origin;
        ulong length = (ulong)file.Length;
        return inFile < length ? file.Slice(inFile, Math.Min(LongestInstruction, length - inFile), "function") : default;
    }
}
