using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>Methods of the base class library that read what a pointer points to.</summary>
internal static class PacketReads
{
    /// <summary>Returns the pointer that a call reads through, and the type that it reads; null for other calls.</summary>
    public static (IOperation Address, ITypeSymbol Type)? Of(IInvocationOperation call)
        => call is { TargetMethod: { Name: "Read" or "ReadUnaligned", ContainingType: { Name: "Unsafe", ContainingNamespace.Name: "CompilerServices" } },
            Arguments: { Length: 1 } arguments, Type: { } type } && arguments[0].Value.Type is IPointerTypeSymbol
            ? (arguments[0].Value, type) : null;
}
