namespace Bpf.Runtime;

/// <summary>Attachment of a program to any number of traced kernel functions, in one link (kernel 7.3).</summary>
public sealed class TracingMultiLink : Link
{
    private readonly BpfHandle _handle;

    internal TracingMultiLink(BpfHandle handle, string hook, string target, IReadOnlyList<string> functions)
    {
        _handle = handle;
        Hook = hook;
        Target = target;
        Functions = functions;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.Other;

    /// <inheritdoc/>
    public override string Target { get; }

    /// <inheritdoc/>
    public override string Hook { get; }

    /// <summary>Names of the functions.</summary>
    public IReadOnlyList<string> Functions { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Hook} {Target} ({Functions.Count} {(Functions.Count == 1 ? "function" : "functions")})";

    private protected override void Release() => LinkClosing.Close(_handle);
}
