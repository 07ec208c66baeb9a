namespace Bpf.ReferenceKernels;

/// <summary>The type of a field, without qualifiers.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Name without <c>struct</c>, <c>union</c> or <c>enum</c>; empty when anonymous.</param>
/// <param name="Size">Size in bytes of an integer, a floating-point number or an enumeration; 0 for others, which vary in size between kernels.</param>
/// <param name="IsSigned">Whether an integer or enumeration is signed.</param>
/// <param name="Count">Number of elements of an array; 0 for a flexible array.</param>
internal sealed record KernelType(KernelTypeKind Kind, string Name, int Size, bool IsSigned, long Count)
{
    /// <summary>Target of a pointer, element of an array, or aliased type of a typedef.</summary>
    public KernelType? Element { get; init; }

    /// <summary>The struct or union; a forward declaration has no members.</summary>
    public KernelAggregate? Aggregate { get; init; }

    public bool IsAggregate => Kind is KernelTypeKind.Struct or KernelTypeKind.Union;

    /// <summary>The type with typedefs resolved.</summary>
    public KernelType Resolved => Kind == KernelTypeKind.Typedef ? Element!.Resolved : this;

    /// <summary>Formats the type in C, on one line.</summary>
    public override string ToString() => Kind switch
    {
        KernelTypeKind.Void => "void",
        KernelTypeKind.Pointer => Element!.Kind == KernelTypeKind.Function ? "function *" : $"{Element} *",
        KernelTypeKind.Array => Extent(),
        KernelTypeKind.Struct => $"struct {NameOrNone}",
        KernelTypeKind.Union => $"union {NameOrNone}",
        KernelTypeKind.Enumeration => $"enum {NameOrNone}",
        KernelTypeKind.Function => "function",
        _ => NameOrNone,
    };

    private string NameOrNone => Name.Length == 0 ? "<anonymous>" : Name;

    // int[2][3] is two arrays of three.
    private string Extent()
    {
        string extent = "";
        KernelType type = this;
        for (; type.Kind == KernelTypeKind.Array; type = type.Element!)
        {
            extent += $"[{(type.Count == 0 ? "" : type.Count)}]";
        }

        return type + extent;
    }
}
