namespace Bpf.Compiler.Metadata;

/// <summary>A type parameter that nothing has been put in for; only met while members are matched.</summary>
internal sealed class GenericParameterType(int index, bool isMethodParameter) : TypeDesc
{
    public int Index { get; } = index;

    public bool IsMethodParameter { get; } = isMethodParameter;

    public override string DisplayName => (IsMethodParameter ? "!!" : "!") + Index;
}
