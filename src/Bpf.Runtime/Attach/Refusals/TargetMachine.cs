using System.Runtime.InteropServices;
using Bpf.Objects.Elf;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Refusals;

/// <summary>Checks the machine that the code in a file is for, and whether this kernel can run and probe it.</summary>
internal static class TargetMachine
{
    /// <summary>32-bit x86 (EM_386).</summary>
    public const ushort X86 = 3;

    // Machine numbers of linux/elf-em.h with the names of their architectures.
    private static readonly Dictionary<ushort, string> s_names = new()
    {
        [X86] = "i386", [20] = "powerpc", [21] = "powerpc64", [22] = "s390", [40] = "arm", [62] = "x86_64", [183] = "aarch64", [243] = "riscv",
        [258] = "loongarch",
    };

    /// <summary>Rejects files with code that no process on this machine runs natively, or that its kernel cannot probe.</summary>
    /// <param name="program">Name of the program, for messages.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="BpfUnsupportedException">The code is for another machine.</exception>
    public static void Require(string program, ElfFile file)
    {
        (ushort own, ushort narrow) = HostArchitecture.Current switch
        {
            Architecture.X64 => ((ushort)62, X86),
            Architecture.Arm64 => ((ushort)183, (ushort)0),
            Architecture.S390x => ((ushort)22, (ushort)22),
            Architecture.Ppc64le => ((ushort)21, (ushort)0),
            Architecture.RiscV64 => ((ushort)243, (ushort)0),
            _ => ((ushort)0, (ushort)0),
        };
        // The x32 ABI of x86_64 also uses 32-bit files.
        bool isFitting = own == 0 || (file.Is64Bit ? file.Machine == own : file.Machine == narrow || file.Machine is 62 && own == 62);
        if (isFitting)
        {
            return;
        }

        string bits = file.Is64Bit ? "" : "32-bit ";
        string machine = s_names.GetValueOrDefault(file.Machine, $"machine {file.Machine}");
        string alsoNarrow = narrow == 0 ? "" : $" and 32-bit {s_names[narrow]}";
        throw new BpfUnsupportedException("attach program", new(program, file.Path),
            $"Its code is for {bits}{machine}, and this kernel probes {s_names.GetValueOrDefault(own)}{alsoNarrow} code. "
            + "An emulated process never reaches the probe.");
    }
}
