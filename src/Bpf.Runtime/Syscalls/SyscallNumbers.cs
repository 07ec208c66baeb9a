using System.Runtime.InteropServices;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Syscalls;

/// <summary>System call numbers of the architecture this process runs on.</summary>
internal static class SyscallNumbers
{
    public static int Bpf { get; } = HostArchitecture.Current switch
    {
        Architecture.X64 => 321,
        Architecture.S390x => 351,
        Architecture.Ppc64le => 361,
        _ => 280, // asm-generic: arm64, riscv64, loongarch64
    };

    public static int PerfEventOpen { get; } = HostArchitecture.Current switch
    {
        Architecture.X64 => 298,
        Architecture.S390x => 331,
        Architecture.Ppc64le => 319,
        _ => 241, // asm-generic
    };

    /// <summary>Number of pidfd_open, the same on all architectures.</summary>
    public static int PidFdOpen => 434;

    public static int Membarrier { get; } = HostArchitecture.Current switch
    {
        Architecture.X64 => 324,
        Architecture.S390x => 356,
        Architecture.Ppc64le => 365,
        _ => 283, // asm-generic
    };
}
