using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.CSharp;

/// <summary>The C# types of members.</summary>
/// <param name="names">Names of structs, unions and enumerations.</param>
/// <param name="arrays">Collects the array types.</param>
internal sealed class CSharpTypes(CSharpTypeNames names, CSharpArrays arrays)
{
    private const string Pointer = "KernelPointer"; // Bpf.KernelPointer<T>, because a pointer cannot be a type argument

    /// <summary>Whether a pointer to an aggregate names its type; otherwise the pointer is a <c>void*</c>.</summary>
    public Func<KernelAggregate, bool> IsKnown { get; init; } = static _ => true;

    /// <summary>Finds the struct or union that a member holds or points to, looking through arrays, pointers and typedefs, and the innermost typedef.</summary>
    public static (KernelAggregate? Aggregate, string Typedef, bool IsHeld) Find(KernelType type)
    {
        string typedef = "";
        bool isHeld = true;
        for (KernelType? step = type; step is not null; step = step.Element)
        {
            isHeld &= step.Kind != KernelTypeKind.Pointer;
            if (step.Aggregate is { } aggregate)
            {
                return (aggregate, typedef, isHeld);
            }

            typedef = step.Kind == KernelTypeKind.Typedef ? step.Name : "";
        }

        return (null, "", false);
    }

    /// <summary>Finds the named enumeration in a member's type, looking through arrays, pointers and typedefs.</summary>
    public static KernelType? FindEnumeration(KernelType type)
    {
        KernelType? step = type;
        while (step is { Element: { } element })
        {
            step = element;
        }

        return step is { Kind: KernelTypeKind.Enumeration, Name.Length: > 0 } ? step : null;
    }

    /// <summary>Returns the C# type of a member.</summary>
    /// <param name="type">The kernel's type.</param>
    /// <param name="nested">The name to use for an anonymous struct or union, which is nested in the member's type.</param>
    public string Of(KernelType type, string nested) => type.Kind switch
    {
        KernelTypeKind.Typedef => Of(type.Element!, nested),
        KernelTypeKind.Pointer => To(type.Element!, nested) + "*",
        KernelTypeKind.Array => arrays.Of(Element(type.Element!, nested), type.Count),
        KernelTypeKind.Struct or KernelTypeKind.Union => CSharpIdentifier.Of(names.Find(type.Aggregate!) ?? nested),
        KernelTypeKind.Enumeration when names.FindEnumeration(type.Name) is { } enumeration && type.Name.Length > 0 => CSharpIdentifier.Of(enumeration),
        KernelTypeKind.Integer when type.Name == "_Bool" => "bool",
        KernelTypeKind.Float => type.Size == sizeof(float) ? "float" : "double",
        _ => CSharpNumber.Of(type.Size, type.IsSigned),
    };

    private string To(KernelType type, string nested) => type.Resolved switch
    {
        { Kind: KernelTypeKind.Void or KernelTypeKind.Function } => "void",
        { Aggregate: { } aggregate } when !IsKnown(aggregate) => "void",
        _ => Of(type, nested),
    };

    private string Element(KernelType type, string nested)
    {
        KernelType resolved = type.Resolved;
        if (resolved.Kind != KernelTypeKind.Pointer)
        {
            return Of(type, nested);
        }

        string element = resolved.Element!.Resolved.Kind == KernelTypeKind.Pointer ? Element(resolved.Element!, nested) : To(resolved.Element!, nested);
        return $"{Pointer}<{(element == "void" ? "byte" : element)}>";
    }
}
