using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Kernel;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes whether the names of system call functions contain the architecture, such as <c>__x64_sys_bpf</c>.</summary>
internal static class SyscallWrapperProbe
{
    public static KernelFeature Run()
    {
        FeatureQuestion question = new("syscall_wrapper", HostArchitecture.Current == Architecture.Arm64 ? "4.19" : "4.17");
        string? name = HostArchitecture.Current switch
        {
            Architecture.X64 => "__x64_sys_bpf",
            Architecture.Arm64 => "__arm64_sys_bpf",
            Architecture.S390x => "__s390x_sys_bpf",
            Architecture.RiscV64 => "__riscv_sys_bpf",
            _ => null,
        };
        if (name is null)
        {
            return question.Missing("this architecture has none");
        }

        Dictionary<string, ulong?> found = new() { [name] = null };
        KernelSymbolSearch.Find(found);
        return found[name] is not null ? question.Supported($"the kernel has {name}") : question.Missing($"the kernel has no {name}");
    }
}
