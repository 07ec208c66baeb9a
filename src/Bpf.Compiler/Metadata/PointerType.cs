namespace Bpf.Compiler.Metadata;

/// <summary><c>T*</c>.</summary>
internal sealed class PointerType(TypeDesc element) : TypeDesc
{
    public TypeDesc Element { get; } = element;

    public override string DisplayName => Element.DisplayName + "*";
}
