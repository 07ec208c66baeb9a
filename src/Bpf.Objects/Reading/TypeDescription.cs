using Bpf.Objects.Btf;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>A type of an object's BTF.</summary>
public sealed class TypeDescription
{
    private readonly BtfTypeTable _types;

    private TypeDescription(BtfTypeTable types, BtfType type)
    {
        _types = types;
        Id = type.Id;
        Kind = type.Kind;
        Name = type.NameText;
        bool hasSize = Kind is BtfKind.Int or BtfKind.Struct or BtfKind.Union or BtfKind.Enum or BtfKind.Enum64 or BtfKind.Float or BtfKind.DataSection;
        Size = hasSize ? type.RawSize : null;
    }

    /// <summary>Id in the object's BTF; the first id is 1.</summary>
    public uint Id { get; }

    /// <summary>Kind of type.</summary>
    public BtfKind Kind { get; }

    /// <summary>Name; empty for unnamed types such as pointers.</summary>
    public string Name { get; }

    /// <summary>
    /// Size in bytes as stored in the type's record; <see langword="null"/> for types that refer to others, such as typedefs and pointers.
    /// </summary>
    public uint? Size { get; }

    /// <summary>Size of a value in bytes: for a typedef, that of its type; for an array, that of all elements.</summary>
    /// <exception cref="BpfObjectFormatException">The type has no values.</exception>
    public ulong ValueSize => _types.SizeOf(Id);

    /// <summary>Decodes a value in the byte order of this machine.</summary>
    /// <param name="bytes">The bytes; there may be more than the type needs.</param>
    /// <exception cref="BpfObjectFormatException">The type has no values, or needs more bytes than <paramref name="bytes"/> has.</exception>
    public BtfValue Decode(ReadOnlySpan<byte> bytes) => new BtfValueReader(_types).Read(Id, bytes);

    /// <summary>Formats the type in C notation: <c>struct pair</c>, <c>const char *</c>.</summary>
    public override string ToString() => BtfText.Describe(_types, Id);

    /// <summary>Returns the type with an id; <see langword="null"/> for id 0, which stands for no type, and without BTF.</summary>
    internal static TypeDescription? Of(BtfTypeTable? types, uint id) => types is null || id == 0 ? null : new TypeDescription(types, types[id]);
}
