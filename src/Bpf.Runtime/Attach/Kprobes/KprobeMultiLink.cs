namespace Bpf.Runtime;

/// <summary>Attachment of a program to any number of kernel functions, in one link (kernel 5.18).</summary>
public sealed class KprobeMultiLink : Link
{
    private readonly BpfHandle _handle;
    private readonly string _name;

    internal KprobeMultiLink(BpfHandle handle, string name, string target, IReadOnlyList<string> functions)
    {
        _handle = handle;
        _name = name;
        Target = target;
        Functions = functions;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.Other;

    /// <inheritdoc/>
    public override string Target { get; }

    /// <summary>Names of the functions.</summary>
    public IReadOnlyList<string> Functions { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{_name} {Target} ({Functions.Count} {(Functions.Count == 1 ? "function" : "functions")})";

    private protected override void Release() => LinkClosing.Close(_handle);
}
