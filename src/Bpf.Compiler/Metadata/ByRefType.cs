namespace Bpf.Compiler.Metadata;

/// <summary><c>ref T</c>.</summary>
internal sealed class ByRefType(TypeDesc element) : TypeDesc
{
    public TypeDesc Element { get; } = element;

    public override string DisplayName => "ref " + Element.DisplayName;
}
