using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>The C# type of a field, as it appears in the object's BTF.</summary>
/// <param name="Text">The type in C#.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="IsSigned">Whether an integer is signed.</param>
/// <param name="EnumerationName">Name of an enumeration, without flavor.</param>
/// <param name="Element">Element type of an array.</param>
internal sealed record DeclaredType(string Text, KernelTypeKind Kind, int Size, bool IsSigned, string EnumerationName, DeclaredType? Element)
{
    /// <summary>Returns whether the loader accepts the kernel's field as the declared one; it ignores the size of integers.</summary>
    public bool IsFoundAs(KernelType actual)
    {
        KernelType type = actual.Resolved;
        return Kind switch
        {
            KernelTypeKind.Struct => type.IsAggregate,
            KernelTypeKind.Array => type.Kind == KernelTypeKind.Array && Element!.IsFoundAs(type.Element!),
            KernelTypeKind.Enumeration =>
                type.Kind == KernelTypeKind.Enumeration && (type.Name.Length == 0 || TypeFlavor.Essential(type.Name) == EnumerationName),
            _ => type.Kind == Kind,
        };
    }

    /// <summary>Returns whether reading the declared type yields the value of the kernel's field.</summary>
    public bool HasValueOf(KernelType actual)
    {
        KernelType type = actual.Resolved;
        return Kind switch
        {
            KernelTypeKind.Integer => type.Size == Size && (Size == 1 || type.IsSigned == IsSigned),
            KernelTypeKind.Enumeration or KernelTypeKind.Float => type.Size == Size,
            KernelTypeKind.Array => SizeOf(type) is var size && (size == 0 || Size <= size),
            _ => true,
        };
    }

    public override string ToString() => Kind switch
    {
        KernelTypeKind.Integer or KernelTypeKind.Enumeration or KernelTypeKind.Float => $"'{Text}' ({KernelText.Bytes(Size)})",
        KernelTypeKind.Array => $"'{Text}' (an array of {KernelText.Bytes(Size)})",
        _ => $"'{Text}'",
    };

    // 0 when the table does not have it.
    private static long SizeOf(KernelType type) => type.Resolved switch
    {
        { Kind: KernelTypeKind.Array } array => array.Count * SizeOf(array.Element!),
        { Kind: KernelTypeKind.Pointer } => sizeof(ulong),
        var scalar => scalar.Size,
    };
}
