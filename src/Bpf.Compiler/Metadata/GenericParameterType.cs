namespace Bpf.Compiler.Metadata;

/// <summary>An open type parameter; occurs only while members are matched.</summary>
internal sealed class GenericParameterType(int index, bool isMethodParameter) : TypeDesc
{
    public int Index { get; } = index;

    public bool IsMethodParameter { get; } = isMethodParameter;

    public override string DisplayName => (IsMethodParameter ? "!!" : "!") + Index;
}
