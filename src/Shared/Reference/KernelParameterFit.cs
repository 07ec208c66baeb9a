using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>Compares the declared type of a parameter with the kernel's.</summary>
internal static class KernelParameterFit
{
    private const int WordSize = 8; // Every argument is a word of the context.

    public static ParameterFit Of(SignatureType declared, KernelType kernel)
    {
        KernelType type = kernel.Resolved;
        if (type.Kind == KernelTypeKind.Pointer)
        {
            bool reads = declared.Shape != TypeShape.Pointer ? declared.Size == WordSize
                : declared.KernelName is not { } name || (type.Element!.Resolved is { Aggregate: { Name.Length: > 0 } aggregate }
                    ? AreRelated(name, aggregate.Name) : type.Element.Resolved.Name != "char"); // what is not text may be anything
            return reads ? ParameterFit.Fits : ParameterFit.Differs;
        }

        if (declared.Shape == TypeShape.Pointer)
        {
            return type.Size == WordSize && declared.KernelName is null ? ParameterFit.Fits : ParameterFit.Differs;
        }

        return declared.Size != type.Size ? ParameterFit.Differs
            : declared.IsSigned == type.IsSigned || type.Kind == KernelTypeKind.Enumeration || type.Name == "char" || type.Size == 1 ? ParameterFit.Fits
            : ParameterFit.OtherSign;
    }

    // A socket is cast to what it is the beginning of (sock_common, sock, inet_sock, tcp_sock), and an address to that of its family.
    private static bool AreRelated(string left, string right)
        => left == right || BeginsWith(left, right) || BeginsWith(right, left) || (IsAddress(left) && IsAddress(right));

    private static bool IsAddress(string name) => name.StartsWith("sockaddr", StringComparison.Ordinal);

    private static bool BeginsWith(string outer, string inner)
    {
        KernelAggregate? aggregate = KernelTypeTable.Reference.FindAggregate(outer, isUnion: false);
        while (aggregate is { Members.Count: > 0 })
        {
            aggregate = aggregate.Members[0].Type.Resolved.Aggregate;
            if (aggregate?.Name == inner)
            {
                return true;
            }
        }

        return false;
    }
}
