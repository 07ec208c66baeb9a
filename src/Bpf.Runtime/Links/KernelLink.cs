namespace Bpf.Runtime;

/// <summary>A program held to its hook by one BPF link: a raw tracepoint, a traced function, an LSM hook, a network device, a cgroup, an iterator.</summary>
public sealed class KernelLink : Link
{
    private readonly string _name;

    internal KernelLink(BpfHandle handle, string name, string target)
    {
        Handle = handle;
        _name = name;
        Target = target;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.Other;

    /// <inheritdoc/>
    public override string Target { get; }

    /// <summary>The link's descriptor.</summary>
    public BpfHandle Handle { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{_name} {Target}";

    private protected override void Release() => LinkClosing.Close(Handle);
}
