namespace Bpf.Runtime;

/// <summary>
/// Attachment of a program to its hook through one BPF link: a raw tracepoint, a traced function, an LSM hook, a network device, a cgroup, an
/// iterator.
/// </summary>
public sealed class KernelLink : Link
{
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

    private protected override void Release() => LinkClosing.Close(Handle);
}
