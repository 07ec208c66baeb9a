using System.Runtime.InteropServices;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>Directories in which distributions install libraries of this architecture.</summary>
internal static class LibraryDirectories
{
    /// <summary>The directories in search order.</summary>
    public static readonly string[] All =
    [
        $"/lib/{MultiarchName}", $"/usr/lib/{MultiarchName}", "/lib64", "/usr/lib64", "/lib", "/usr/lib", $"/usr/local/lib/{MultiarchName}", "/usr/local/lib",
    ];

    private static string MultiarchName => HostArchitecture.Current switch
    {
        Architecture.Arm64 => "aarch64-linux-gnu",
        Architecture.RiscV64 => "riscv64-linux-gnu",
        Architecture.S390x => "s390x-linux-gnu",
        Architecture.Ppc64le => "powerpc64le-linux-gnu",
        _ => "x86_64-linux-gnu",
    };
}
