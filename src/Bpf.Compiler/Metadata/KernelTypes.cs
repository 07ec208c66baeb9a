using Bpf.Shared;

namespace Bpf.Compiler.Metadata;

/// <summary>Maps C# declarations of kernel types to kernel names.</summary>
internal static class KernelTypes
{
    /// <summary>Returns the declaration of a kernel struct or union; null for other types.</summary>
    public static AttributeData? Find(TypeDesc type)
        => type is DefinedType { IsValueType: true, Module.IsFramework: false } defined ? defined.FindAttribute(AttributeNames.KernelStruct) : null;

    /// <summary>Returns whether a type is a reference or pointer to a kernel struct.</summary>
    public static bool IsReferenceTo(TypeDesc type) => type switch
    {
        ByRefType { Element: var element } => Find(element) is not null,
        PointerType { Element: var element } => Find(element) is not null,
        _ => false,
    };

    /// <summary>What a <c>KernelPointer</c> points to; null for other types.</summary>
    public static TypeDesc? PointedToBy(TypeDesc type)
        => type is DefinedType { FullName: "Bpf.KernelPointer`1", Module.IsVocabulary: true } pointer ? pointer.Arguments[0] : null;

    public static bool IsUnion(DefinedType type) => Find(type)!.Get("IsUnion", false);

    /// <summary>Returns whether the declaration is checked against the kernels that the compiler knows.</summary>
    public static bool IsCheckedAtBuild(DefinedType type)
        => (Find(type) ?? type.FindAttribute(AttributeNames.KernelEnum))?.Get("CheckAtBuild", true) ?? true;

    /// <summary>Returns the kernel name of a struct or enum; null for the user's own types.</summary>
    public static string? NameOf(DefinedType type)
        => Find(type) is { } structure ? (string)structure.Arguments[0]!
            : type.IsEnum && type.FindAttribute(AttributeNames.KernelEnum) is { } enumeration ? (string)enumeration.Arguments[0]! : null;

    public static string NameOfField(FieldDesc field)
        => field.FindAttribute(AttributeNames.KernelField) is { } attribute ? (string)attribute.Arguments[0]! : KernelNames.OfField(field.Name);

    /// <summary>Returns the width of a bit-field in bits; 0 for other fields.</summary>
    public static int BitsOf(FieldDesc field) => field.FindAttribute(AttributeNames.KernelField)?.Get("Bits", 0) ?? 0;

    public static string NameOfEnumerator(FieldDesc field)
        => field.FindAttribute("Bpf.KernelNameAttribute") is { } attribute ? (string)attribute.Arguments[0]! : KernelNames.OfEnumerator(field.Name);
}
