using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// A program that is verified for one kernel function, tracepoint or hook, and can attach only there: <c>fentry</c>, <c>fexit</c>, <c>fmod_ret</c>,
/// <c>fsession</c>, <c>tp_btf</c>, <c>lsm</c>, <c>freplace</c>. <see cref="BpfProgram.KernelTargetName"/> names that target. A program with several targets is
/// loaded once for each.
/// </summary>
public sealed unsafe class TracingProgram : BpfProgram
{
    private readonly DeclaredTarget[] _declared;
    private readonly ulong _cookie;

    internal TracingProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
        AttachRecord[] probes = definition.DeclaredProbes;
        _declared = DeclaredTarget.Of(probes);
        _cookie = probes.Length > 0 ? probes[0].Cookie : 0;
    }

    /// <summary>The targets declared by the attributes or the section; empty when the target is left to the host.</summary>
    public IReadOnlyList<string> DeclaredTargets => [.. _declared.Select(static declared => declared.Name)];

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "the kernel function to verify the program for, as FUNCTION or MODULE:FUNCTION",
        NeedsTarget = KernelTargetName is null,
        TakesCookie = true,
    };

    /// <summary>Attaches to the target that the program was verified for, or to all of them.</summary>
    /// <param name="cookie">
    /// Value that <c>bpf_get_attach_cookie</c> returns (kernel 5.19; <c>tp_btf</c>: 6.10), at each target; 0 for none.
    /// </param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object; a <see cref="LinkGroup"/> for several targets.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The kernel cannot trace the function, or refused.</exception>
    public Link Attach(ulong cookie) => Adopt(AttachTo([.. Targets.Select(target => target with { Cookie = cookie })]));

    internal override IReadOnlyList<string?> KernelTargets => KernelTargetName is null ? [null] : [.. Targets.Select(static target => target.Name)];

    // The attributes' targets, unless the host set another one.
    private DeclaredTarget[] Targets => !IsTargetChosen && _declared.Length > 0 ? _declared : [new(KernelTargetName ?? "", _cookie)];

    // A program whose type the user changed may have no target.
    private protected override Link? AttachToSectionTarget()
        => KernelTargetName is null ? null
            : AttachTo(Request.Cookie == 0 ? Targets : [.. Targets.Select(target => target with { Cookie = Request.Cookie })]);

    private protected override void Apply(AttachRequest request)
    {
        if (request.Target is { } target)
        {
            KernelTargetName = target;
        }
    }

    private Link AttachTo(DeclaredTarget[] targets) => LinkGroup.AllOrNone(Handles.Zip(targets), pair => AttachTo(pair.First, pair.Second));

    private KernelLink AttachTo(BpfHandle handle, DeclaredTarget declared)
    {
        string name = Definition.Kind!.Name;
        (string target, ulong cookie) = declared;
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
