using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program that was verified for one function, tracepoint or hook of the kernel and attaches to just that: <c>fentry</c>, <c>fexit</c>,
/// <c>fmod_ret</c>, <c>fsession</c>, <c>tp_btf</c>, <c>lsm</c>, <c>freplace</c>. What it is for is <see cref="BpfProgram.KernelTargetName"/>.
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
        Target = "what the program is verified for, as FUNCTION or MODULE:FUNCTION",
        NeedsTarget = KernelTargetName is null,
        TakesCookie = true,
    };

    /// <summary>Attaches to the target that the program was verified for.</summary>
    /// <param name="cookie">Value of <c>bpf_get_attach_cookie</c> (kernel 5.19; <c>tp_btf</c> 6.10).</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The kernel cannot trace the function, or refused.</exception>
    public Link Attach(ulong cookie) => Adopt(AttachWith(cookie));

    // A program that the user loads as another type than its section says may have no target.
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

        // The older command has no cookie for these programs.
        LinkCreateAttribute attribute = new() { ProgramFd = (uint)handle.Descriptor, AttachType = (uint)ExpectedAttachType, TracingCookie = cookie };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error == Errno.None
            ? new KernelLink(link, name, target)
            : throw BpfException.FromKernel($"attach {name}", $"{Name} to {target}", error,
                error == Errno.EINVAL ? "Cookies of traced functions need kernel 5.19." : null);
    }
}
