using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects;
using Bpf.Runtime.Kernel;

namespace Bpf.Runtime.Programs;

/// <summary>The kernel function, tracepoint or hook that a program is verified against.</summary>
/// <param name="TypeId">Its id in the kernel's BTF.</param>
/// <param name="Module">The module that contains it, or <see langword="null"/> for vmlinux.</param>
internal readonly record struct KernelTarget(uint TypeId, ModuleBtf? Module)
{
    /// <summary>Returns the names of the kernel types that <see cref="Find"/> looks up; none for programs that are not verified against one.</summary>
    public static IEnumerable<byte[]> TypeNamesFor(BpfProgram program)
        => program is { Type: ProgramType.Tracing or ProgramType.Lsm, TargetProgram: null }
            ? program.KernelTargets.OfType<string>().Select(name => Split(program, name).TypeName)
            : [];

    /// <summary>Finds the target given by a section name or <see cref="BpfProgram.KernelTargetName"/>: "function" or "module:function".</summary>
    /// <exception cref="BpfException">The kernel has no such function.</exception>
    public static KernelTarget Find(BpfProgram program, string name)
    {
        (string? module, byte[] wanted) = Split(program, name);
        BtfKind kind = program.ExpectedAttachType == AttachType.TraceRawTracepoint ? BtfKind.Typedef : BtfKind.Function;
        if (module is null or "vmlinux")
        {
            uint id = program.Owner.KernelTypes.Find(wanted, kind);
            if (id != 0)
            {
                return new KernelTarget(id, null);
            }
        }

        foreach (ModuleBtf candidate in KernelBtf.Modules)
        {
            if (module is not null && candidate.Name != module)
            {
                continue;
            }

            uint id = candidate.Types.FindOwn(wanted, kind);
            if (id != 0)
            {
                return new KernelTarget(id, candidate);
            }
        }

        string searched = module is null ? "The kernel and its modules have" : $"The kernel module '{module}' has";
        throw new BpfException(
            "load program", $"{program.Owner.Name}:{program.Name}", Errno.ESRCH,
            $"{searched} no '{Encoding.UTF8.GetString(wanted)}'{(program.KernelTargets.Count > 1 ? "" : $" for section '{program.SectionName}'")}.");
    }

    private static (string? Module, byte[] TypeName) Split(BpfProgram program, string name)
    {
        string prefix = program.ExpectedAttachType switch
        {
            AttachType.TraceRawTracepoint => "btf_trace_",
            AttachType.LsmMac or AttachType.LsmCgroup => "bpf_lsm_",
            AttachType.TraceIterator => "bpf_iter_",
            _ => "",
        };
        int colon = name.IndexOf(':');
        return (colon > 0 ? name[..colon] : null, Encoding.UTF8.GetBytes(prefix + name[(colon + 1)..]));
    }
}
