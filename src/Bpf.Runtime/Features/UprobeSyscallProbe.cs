using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>
/// Probes for the system call into which the kernel turns uprobes on 5-byte nops; called from anywhere else, it returns ENXIO, since 7.x EPROTO.
/// </summary>
internal static class UprobeSyscallProbe
{
    private const int Number = 336; // __NR_uprobe, arch/x86/entry/syscalls/syscall_64.tbl

    public static KernelFeature Run()
    {
        FeatureQuestion question = new("uprobe_syscall", "6.18");
        if (HostArchitecture.Current != Architecture.X64)
        {
            return question.Missing("only x86-64 has it");
        }

        Errno error = LibC.Syscall(Number, 0, 0, 0, 0, 0, 0) < 0 ? Native.LastError : Errno.None;
        return error is Errno.ENXIO or Errno.EPROTO ? question.Supported("the kernel has the system call")
            : question.Missing($"the system call fails with {error}");
    }
}
