using Bpf.Analyzers.Layout;
using Bpf.ReferenceKernels;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Kernel;

/// <summary>Describes the kernel types that the source declares, and their fields.</summary>
internal sealed class DeclaredKernelTypes(BpfSymbols symbols)
{
    private readonly INamedTypeSymbol? _enumAttribute = symbols.Compilation.GetTypeByMetadataName(AttributeNames.KernelEnum);

    /// <summary>Returns the declaration of a kernel type: its name there, and its attribute; null for other types.</summary>
    public (string Name, AttributeData Attribute)? Find(ITypeSymbol? type)
        => type is INamedTypeSymbol named
            && (BpfSymbols.AttributeOf(named, symbols.KernelStructAttribute) ?? BpfSymbols.AttributeOf(named, _enumAttribute)) is { } attribute
            && attribute.ConstructorArguments.FirstOrDefault().Value is string name ? (name, attribute) : null;

    /// <summary>Returns whether a declaration is compared with the reference kernels.</summary>
    public static bool IsChecked(AttributeData declaration) => !Is(declaration, "CheckAtBuild", false);

    /// <summary>Returns a field of a kernel struct as a step of a path; null for other fields.</summary>
    public KernelFieldStep? StepOf(IFieldSymbol field)
    {
        if (Find(field.ContainingType) is not var (type, declaration))
        {
            return null;
        }

        AttributeData? attribute = field.GetAttributes().FirstOrDefault(static data => data.AttributeClass?.Name == "KernelFieldAttribute");
        int bits = attribute?.NamedArguments.FirstOrDefault(static named => named.Key == "Bits").Value.Value as int? ?? 0;
        return new KernelFieldStep(type, Is(declaration, "IsUnion", true), IsChecked(declaration), KernelAccess.NameOf(field), bits,
            $"{field.ContainingType.Name}.{field.Name}", new Lazy<DeclaredType>(() => Of(field)));
    }

    private static bool Is(AttributeData attribute, string name, bool value)
        => attribute.NamedArguments.Any(named => named.Key == name && named.Value.Value is bool actual && actual == value);

    private DeclaredType Of(IFieldSymbol field) => field is { IsFixedSizeBuffer: true, Type: IPointerTypeSymbol { PointedAtType: var element } }
        ? ArrayOf(field.Type, element, field.FixedSize) : Of(field.Type);

    private DeclaredType Of(ITypeSymbol type)
    {
        string text = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (type is not INamedTypeSymbol { IsValueType: true } named || named.OriginalDefinition.ToDisplayString() == "Bpf.KernelPointer<T>")
        {
            return new DeclaredType(text, KernelTypeKind.Pointer, sizeof(ulong), false, "", null);
        }

        int size = TypeLayout.Of(type)?.Size ?? 0;
        if (named.EnumUnderlyingType is { } underlying)
        {
            return new DeclaredType(text, KernelTypeKind.Enumeration, size, IsSigned(underlying), TypeFlavor.Essential(Find(named)?.Name ?? named.Name), null);
        }

        if (Find(named) is null && StructAttributes.Of(named).InlineArrayLength is > 0 and int length
            && named.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(static member => !member.IsStatic) is { } first)
        {
            return ArrayOf(type, first.Type, length);
        }

        KernelTypeKind kind = type.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double => KernelTypeKind.Float,
            SpecialType.None => KernelTypeKind.Struct,
            _ => KernelTypeKind.Integer,
        };
        return new DeclaredType(text, kind, size, IsSigned(type), "", null);
    }

    private DeclaredType ArrayOf(ITypeSymbol type, ITypeSymbol element, int length)
    {
        DeclaredType inner = Of(element);
        string text = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return new DeclaredType(text, KernelTypeKind.Array, inner.Size * length, false, "", inner);
    }

    private static bool IsSigned(ITypeSymbol type) => Intervals.Interval.RangeOf(type) is ( < 0, _);
}
