using System.Collections.Immutable;

namespace Bpf.Compiler.Metadata;

/// <summary>A list of type arguments with structural equality.</summary>
internal readonly struct TypeList(ImmutableArray<TypeDesc> items) : IEquatable<TypeList>
{
    private readonly ImmutableArray<TypeDesc> _items = items;

    public static TypeList Empty => default;

    public int Count => _items.IsDefault ? 0 : _items.Length;

    public TypeDesc this[int index] => _items[index];

    public ImmutableArray<TypeDesc> Items => _items.IsDefault ? [] : _items;

    public bool Equals(TypeList other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override bool Equals(object? obj) => obj is TypeList other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (TypeDesc item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => Count == 0 ? "" : $"<{string.Join(", ", Items.Select(item => item.DisplayName))}>";
}
