using System.Text;
using Bpf.Runtime.Btf;

namespace Bpf.Runtime.Programs;

/// <summary>The function, tracepoint or hook of the kernel that a program is verified for.</summary>
/// <param name="TypeId">Its id in the kernel's BTF.</param>
/// <param name="Module">The module that has it, or <see langword="null"/> for vmlinux.</param>
internal readonly record struct KernelTarget(uint TypeId, ModuleBtf? Module)
{
    /// <summary>Finds the target that a section name or <see cref="BpfProgram.KernelTargetName"/> gives: "function" or "module:function".</summary>
    /// <exception cref="BpfException">The kernel has no such function.</exception>
    public static KernelTarget Find(BpfProgram program, string name)
    {
        (string prefix, BtfKind kind) = program.ExpectedAttachType switch
        {
            AttachType.TraceRawTracepoint => ("btf_trace_", BtfKind.Typedef),
            AttachType.LsmMac or AttachType.LsmCgroup => ("bpf_lsm_", BtfKind.Function),
            AttachType.TraceIterator => ("bpf_iter_", BtfKind.Function),
            _ => ("", BtfKind.Function),
        };
        int colon = name.IndexOf(':');
        string? module = colon > 0 ? name[..colon] : null;
        byte[] wanted = Encoding.UTF8.GetBytes(prefix + name[(colon + 1)..]);
        if (module is null or "vmlinux")
        {
            uint id = KernelBtf.Vmlinux.Find(wanted, kind);
            if (id != 0)
                return new KernelTarget(id, null);
        }

        foreach (ModuleBtf candidate in KernelBtf.Modules)
        {
            if (module is not null && candidate.Name != module)
                continue;

            uint id = candidate.Types.FindOwn(wanted, kind);
            if (id != 0)
                return new KernelTarget(id, candidate);
        }

        throw new BpfException(
            "load program", $"{program.Owner.Name}:{program.Name}", Errno.ESRCH,
            $"The kernel{(module is null ? " and its modules have" : $" module '{module}' has")} no '{prefix}{name[(colon + 1)..]}' for section '{program.SectionName}'.");
    }
}
