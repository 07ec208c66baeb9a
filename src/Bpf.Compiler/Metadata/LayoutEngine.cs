using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Metadata;

/// <summary>Lays out value types by CoreCLR's rules for unmanaged types.</summary>
internal static class LayoutEngine
{
    private const int PointerSize = 8;
    private const int MaximumSize = 1 << 20;

    public static int SizeOf(TypeDesc type) => type is DefinedType { IsValueType: true } defined ? defined.Layout.Size : PointerSize;

    public static int AlignmentOf(TypeDesc type) => type is DefinedType { IsValueType: true } defined ? defined.Layout.Alignment : PointerSize;

    /// <summary>The size without trailing padding.</summary>
    public static int SizeWithoutTail(TypeDesc type) => type is DefinedType { IsValueType: true, Layout: { Repeat: 1, Fields.Length: > 0 } layout }
        ? layout.Fields.Max(place => place.Offset + SizeWithoutTail(place.Field.Type))
        : SizeOf(type);

    /// <summary>Returns true if some bytes may belong to no field; also for types whose fields overlap or repeat.</summary>
    public static bool MayHavePadding(TypeDesc type) => type is DefinedType { IsValueType: true, Layout: { Fields.Length: > 0 } layout }
        && (layout.Repeat != 1 || layout.Fields.Sum(place => SizeOf(place.Field.Type)) != layout.Size
            || layout.Fields.Any(place => MayHavePadding(place.Field.Type)));

    public static StructLayout Compute(DefinedType type)
    {
        if (PrimitiveSize(type) is int primitive)
        {
            return new StructLayout(primitive, Math.Max(primitive, 1), []);
        }

        System.Reflection.Metadata.TypeLayout declared = type.DeclaredLayout;
        int pack = declared.PackingSize == 0 ? int.MaxValue : declared.PackingSize;
        bool isExplicit = (type.Attributes & TypeAttributes.LayoutMask) == TypeAttributes.ExplicitLayout;
        ImmutableArray<FieldPlace>.Builder places = ImmutableArray.CreateBuilder<FieldPlace>();
        int end = 0;
        int alignment = type.IsNamed("System.Int128") || type.IsNamed("System.UInt128") ? 2 * PointerSize : 1;
        foreach (FieldDesc field in type.InstanceFields)
        {
            int fieldAlignment = Math.Min(AlignmentOf(field.Type), pack);
            int offset = isExplicit ? field.DeclaredOffset : Align(end, fieldAlignment);
            places.Add(new FieldPlace(field, offset));
            alignment = Math.Max(alignment, fieldAlignment);
            end = Math.Max(end, offset + SizeOf(field.Type));
        }

        if ((type.Attributes & TypeAttributes.LayoutMask) == TypeAttributes.AutoLayout)
        {
            (places, end) = Automatic(type);
            bool holdsNumbers = type.InstanceFields.Any(field => !IsStruct(field.Type));
            alignment = Math.Max(alignment,
                end <= PointerSize ? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)end) : holdsNumbers ? PointerSize : 1);
        }

        int repeat = 1;
        if (type.FindAttribute("System.Runtime.CompilerServices.InlineArrayAttribute") is { } inline)
        {
            repeat = (int)inline.Arguments[0]!;
            end = checked(end * repeat);
        }

        // An explicit size is not rounded up to the alignment.
        int size = Math.Max(declared.Size > 0 ? Math.Max(end, declared.Size) : Align(end, alignment), 1);
        if (IsFixedBuffer(type) && places.Count == 1)
        {
            repeat = size / SizeOf(places[0].Field.Type);
        }

        if (size > MaximumSize)
        {
            throw new MetadataException($"'{type.DisplayName}' has {size} bytes");
        }

        return new StructLayout(size, alignment, places.DrainToImmutable()) { Repeat = repeat };
    }

    /// <summary>Returns true for the hidden struct behind a <c>fixed</c> buffer.</summary>
    public static bool IsFixedBuffer(DefinedType type) => type.Name.EndsWith("e__FixedBuffer", StringComparison.Ordinal);

    /// <summary>Returns true for a C# tuple.</summary>
    public static bool IsTuple(DefinedType type) => type.Module.IsCoreLibrary && type.FullName.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    // As CoreCLR and NativeAOT place fields with automatic layout: numbers and pointers from wide to narrow, then structs. To allow copies of whole words, such
    // types are aligned, when small, to the power of two that holds them, otherwise to 8 bytes, unless they contain only structs.
    private static (ImmutableArray<FieldPlace>.Builder Places, int End) Automatic(DefinedType type)
    {
        int end = 0;
        Dictionary<FieldDesc, int> offsets = [];
        foreach (FieldDesc field in type.InstanceFields.OrderByDescending(field => IsStruct(field.Type) ? 0 : SizeOf(field.Type)))
        {
            int offset = Align(end, AlignmentOf(field.Type));
            offsets.Add(field, offset);
            end = offset + SizeOf(field.Type);
        }

        ImmutableArray<FieldPlace>.Builder places = ImmutableArray.CreateBuilder<FieldPlace>();
        places.AddRange(type.InstanceFields.Select(field => new FieldPlace(field, offsets[field])));
        return (places, end);
    }

    private static bool IsStruct(TypeDesc type) => type is DefinedType { IsValueType: true, IsEnum: false, Primitive: null };

    private static int Align(int value, int alignment) => (value + alignment - 1) / alignment * alignment;

    private static int? PrimitiveSize(DefinedType type) => type.Primitive switch
    {
        PrimitiveTypeCode.Void or PrimitiveTypeCode.Boolean or PrimitiveTypeCode.SByte or PrimitiveTypeCode.Byte => 1,
        PrimitiveTypeCode.Char or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.UInt16 => 2,
        PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32 or PrimitiveTypeCode.Single => 4,
        PrimitiveTypeCode.Int64 or PrimitiveTypeCode.UInt64 or PrimitiveTypeCode.Double => 8,
        PrimitiveTypeCode.IntPtr or PrimitiveTypeCode.UIntPtr => 8,
        _ => null,
    };
}
