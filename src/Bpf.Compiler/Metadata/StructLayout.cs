using System.Collections.Immutable;

namespace Bpf.Compiler.Metadata;

/// <summary>Size and field offsets of a value type, as on 64-bit CoreCLR.</summary>
internal sealed class StructLayout(int size, int alignment, ImmutableArray<FieldPlace> fields)
{
    /// <summary>Size in bytes.</summary>
    public int Size { get; } = size;

    /// <summary>Alignment in bytes, a power of two.</summary>
    public int Alignment { get; } = alignment;

    /// <summary>Instance fields in order of declaration.</summary>
    public ImmutableArray<FieldPlace> Fields { get; } = fields;

    /// <summary>Number of times the only field is repeated: more than 1 for inline arrays and fixed buffers.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Returns the byte offset of an instance field. Primitive types have one field, used by framework methods, but no list of fields.</summary>
    public int OffsetOf(FieldDesc field) => Fields.Length == 0 ? 0 : Fields.First(place => place.Field.Handle == field.Handle).Offset;
}
