using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program that is verified for one kernel function, tracepoint or hook, and can attach only there: <c>fentry</c>, <c>fexit</c>, <c>fmod_ret</c>,
/// <c>fsession</c>, <c>tp_btf</c>, <c>lsm</c>, <c>freplace</c>. <see cref="BpfProgram.KernelTargetName"/> names that target.
/// </summary>
public sealed unsafe class TracingProgram : BpfProgram
{
    internal TracingProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "the kernel function to verify the program for, as FUNCTION or MODULE:FUNCTION",
        NeedsTarget = KernelTargetName is null,
        TakesCookie = true,
    };

    /// <summary>Attaches to the target that the program was verified for.</summary>
    /// <param name="cookie">Value that <c>bpf_get_attach_cookie</c> returns (kernel 5.19; <c>tp_btf</c>: 6.10).</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The kernel cannot trace the function, or refused.</exception>
    public Link Attach(ulong cookie) => Adopt(AttachWith(cookie));

    // A program whose type the user changed may have no target.
    private protected override Link? AttachToSectionTarget() => KernelTargetName is null ? null : AttachWith(Request.Cookie);

    private protected override void Apply(AttachRequest request) => KernelTargetName = request.Target ?? KernelTargetName;

    private KernelLink AttachWith(ulong cookie)
    {
        BpfHandle handle = Handle;
        string name = Definition.Kind!.Name;
        string target = KernelTargetName ?? "";
        if (cookie == 0)
        {
            return RawTracepointOpener.Open($"attach {name}", Name, handle, null, 0, name, target);
        }

        // The older command does not support cookies for these programs.
        LinkCreateAttribute attribute = new() { ProgramFd = (uint)handle.Descriptor, AttachType = (uint)ExpectedAttachType, TracingCookie = cookie };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error == Errno.None
            ? new KernelLink(link, name, target)
            : throw BpfException.FromKernel($"attach {name}", new(Name, target), error,
                error == Errno.EINVAL ? "Cookies for traced functions need kernel 5.19." : null);
    }
}
