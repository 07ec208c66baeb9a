using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>Size and alignment of an unmanaged type on a 64-bit machine, as the runtime lays it out.</summary>
internal readonly struct TypeLayout
{
    private const int PointerSize = 8;

    private TypeLayout(int size, int alignment, int padding)
    {
        Size = size;
        Alignment = alignment;
        Padding = padding;
    }

    /// <summary>Size in bytes.</summary>
    public int Size { get; }

    /// <summary>Alignment in bytes.</summary>
    public int Alignment { get; }

    /// <summary>Number of padding bytes.</summary>
    public int Padding { get; }

    /// <summary>Computes the layout of a type; null when unknown, as for type parameters.</summary>
    public static TypeLayout? Of(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => Simple(PointerSize),
        INamedTypeSymbol { EnumUnderlyingType: { } underlying } => Of(underlying),
        INamedTypeSymbol { SpecialType: not SpecialType.None } named when SizeOf(named.SpecialType) is > 0 and int size => Simple(size),
        INamedTypeSymbol { TypeKind: TypeKind.Struct, IsUnmanagedType: true } structure => OfStruct(structure),
        _ => null,
    };

    /// <summary>Returns where a field is in its struct, in bytes; null when unknown.</summary>
    public static int? OffsetOf(IFieldSymbol field)
    {
        StructAttributes attributes = StructAttributes.Of(field.ContainingType);
        if (attributes.Kind != LayoutKind.Sequential || field.ContainingType.IsTupleType)
        {
            return null;
        }

        int offset = 0;
        foreach (IFieldSymbol member in SharedLayout.FieldsOf(field.ContainingType))
        {
            if (OfField(member) is not { } layout)
            {
                return null;
            }

            offset = RoundUp(offset, attributes.Pack > 0 ? Math.Min(attributes.Pack, layout.Alignment) : layout.Alignment);
            if (SymbolEqualityComparer.Default.Equals(member, field))
            {
                return offset;
            }

            offset += layout.Size;
        }

        return null;
    }

    /// <summary>Returns the size of a field in bytes; null when unknown.</summary>
    public static int? SizeOf(IFieldSymbol field) => OfField(field)?.Size;

    private static TypeLayout Simple(int size) => new(size, size, 0);

    private static TypeLayout? OfStruct(INamedTypeSymbol structure)
    {
        StructAttributes attributes = StructAttributes.Of(structure);
        if (attributes.Kind != LayoutKind.Sequential && !structure.IsTupleType)
        {
            return null;
        }

        (int size, int alignment, int data) = (0, IsWideInteger(structure) ? 2 * PointerSize : 1, 0);
        IEnumerable<IFieldSymbol> fields = SharedLayout.FieldsOf(structure);
        foreach (IFieldSymbol field in structure.IsTupleType ? fields.OrderByDescending(OrderInTuple) : fields)
        {
            if (OfField(field) is not { } layout)
            {
                return null;
            }

            int fieldAlignment = attributes.Pack > 0 ? Math.Min(attributes.Pack, layout.Alignment) : layout.Alignment;
            size = RoundUp(size, fieldAlignment) + layout.Size;
            alignment = Math.Max(alignment, fieldAlignment);
            data += layout.Size - layout.Padding;
        }

        if (structure.IsTupleType)
        {
            // To allow copies of whole words: when small, aligned to the power of two that holds it, otherwise to 8 bytes, unless it contains only structs.
            int words = 1;
            while (words < Math.Min(size, PointerSize))
            {
                words *= 2;
            }

            bool holdsNumbers = fields.Any(static field => !SharedLayout.IsStruct(field.Type, out _));
            alignment = size <= PointerSize || holdsNumbers ? Math.Max(alignment, words) : alignment;
        }

        size = Math.Max(Math.Max(RoundUp(size, alignment), 1), attributes.Size);
        int count = Math.Max(attributes.InlineArrayLength, 1);
        return new TypeLayout(size * count, alignment, (size - Math.Min(size, Math.Max(data, attributes.Size))) * count);
    }

    private static bool IsWideInteger(INamedTypeSymbol structure)
        => structure is { Name: "Int128" or "UInt128", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static TypeLayout? OfField(IFieldSymbol field) => field is { IsFixedSizeBuffer: true, Type: IPointerTypeSymbol { PointedAtType: { } element } }
        ? Of(element) is { } layout ? new TypeLayout(layout.Size * field.FixedSize, layout.Alignment, 0) : null
        : Of(field.Type);

    // The runtime orders the fields of tuples from wide to narrow, then structs.
    private static int OrderInTuple(IFieldSymbol field)
        => SharedLayout.IsStruct(field.Type, out _) ? 0 : Of(field.Type)?.Size ?? 0;

    private static int RoundUp(int value, int alignment) => (value + alignment - 1) / alignment * alignment;

    private static int SizeOf(SpecialType type) => type switch
    {
        SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte => 1,
        SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double => 8,
        SpecialType.System_IntPtr or SpecialType.System_UIntPtr => PointerSize,
        _ => 0,
    };
}
