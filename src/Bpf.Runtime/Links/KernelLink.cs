using Bpf.Runtime.Links;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Attachment of a program to its hook through one BPF link: a raw tracepoint, a traced function, an LSM hook, a network device, a cgroup, an
/// iterator.
/// </summary>
public sealed class KernelLink : Link
{
    private const uint ReplaceFlag = 1U << 2; // BPF_F_REPLACE, include/uapi/linux/bpf.h

    internal KernelLink(BpfHandle handle, string hook, string target)
    {
        Handle = handle;
        Hook = hook;
        Target = target;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.Other;

    /// <inheritdoc/>
    public override string Target { get; }

    /// <inheritdoc/>
    public override string Hook { get; }

    /// <summary>The link's descriptor.</summary>
    public BpfHandle Handle { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Hook} {Target}";

    /// <summary>
    /// The attach type that a program must have to run at this hook, where the kernel checks it when attaching but not when replacing (6.18); null elsewhere.
    /// </summary>
    internal AttachType? RequiredAttachType { get; init; }

    internal override (BpfHandle Handle, bool IsLink)? OrderAnchor => (Handle, true);

    internal override Errno ReplaceProgram(BpfHandle program, BpfHandle? expected)
    {
        LinkUpdateAttribute attribute = new()
        {
            LinkFd = (uint)Handle.Descriptor,
            NewProgramFd = (uint)program.Descriptor,
            Flags = expected is null ? 0 : ReplaceFlag,
            OldProgramFd = expected is null ? 0 : (uint)expected.Descriptor,
        };
        return BpfCall.Run(BpfCommand.LinkUpdate, ref attribute);
    }

    private protected override bool IsAlive => LinkInfo.IsAlive(Handle);

    private protected override void Release() => LinkClosing.Close(Handle);
}
