namespace Bpf.Compiler.Metadata;

/// <summary><c>T[]</c>, or an array of a higher rank.</summary>
internal sealed class ArrayType(TypeDesc element, int rank) : TypeDesc
{
    public TypeDesc Element { get; } = element;

    public int Rank { get; } = rank;

    public override string DisplayName => $"{Element.DisplayName}[{new string(',', Rank - 1)}]";
}
