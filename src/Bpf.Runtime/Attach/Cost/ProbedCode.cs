using Bpf.Objects.Elf;

namespace Bpf.Runtime.Attach.Cost;

/// <summary>The instructions under probes in one file.</summary>
internal static class ProbedCode
{
    private const int LongestInstruction = 16;
    private const ushort X86 = 3; // EM_386
    private const ushort X64 = 62; // EM_X86_64
    private const ushort Arm64 = 183; // EM_AARCH64

    /// <summary>Whether the code is of an x86 processor, where instructions have many lengths.</summary>
    public static bool IsX86(ElfFile file) => file.Machine is X86 or X64;

    /// <summary>Whether the code is for 64-bit mode of an x86 processor.</summary>
    public static bool IsX64(ElfFile file) => file.Machine == X64;

    /// <summary>Whether the code is for aarch64.</summary>
    public static bool IsArm64(ElfFile file) => file.Machine == Arm64;

    /// <summary>The price of a probe at an offset; single-stepped on machines that are not known.</summary>
    public static UprobeCost CostAt(ElfFile file, ulong offset) => file.Machine switch
    {
        X64 => X64Instructions.CostOf(At(file, offset)),
        X86 => X64Instructions.CostOf(At(file, offset), is64Bit: false),
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
        {
            return offset;
        }

        ReadOnlySpan<byte> code = At(file, offset);
        int size = X64Instructions.SizeOfBranchTarget(code);
        return size > 0 && X64Instructions.CostOf(code[size..]) is UprobeCost.Emulated or UprobeCost.NopOptimized ? offset + (ulong)size : offset;
    }

    /// <summary>The code at an offset, as much as the longest instruction has; less at the end of the file.</summary>
    public static ReadOnlySpan<byte> At(ElfFile file, ulong offset)
    {
        ulong inFile = offset - file.Origin;
        ulong length = (ulong)file.Length;
        return inFile < length ? file.Slice(inFile, Math.Min(LongestInstruction, length - inFile), "function") : default;
    }
}
