using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>Follows references to find out whether code writes through them.</summary>
internal static class ReferenceWrites
{
    private const int MaximumCalls = 8; // MAX_CALL_FRAMES

    /// <summary>Returns true when the code writes through a reference, or a method that receives it does.</summary>
    public static bool Through(IOperation reference, Compilation compilation, CancellationToken cancellation)
        => Writes(reference, compilation, MaximumCalls, cancellation);

    // A reference that is only passed on is followed to its destination: it may be used only for reading.
    private static bool Writes(IOperation reference, Compilation compilation, int calls, CancellationToken cancellation)
    {
        IOperation place = VariableUse.PlaceOf(reference);
        return place.Parent switch
        {
            IArgumentOperation { Parameter: { RefKind: RefKind.Ref } parameter, Parent: IInvocationOperation { TargetMethod: var method } }
                => WritesParameter(method.ReducedFrom ?? method, parameter.Ordinal, compilation, calls, cancellation),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.Ref } alias } }
                => MapMemory.Root(reference).Descendants().Any(use => BpfReferences.IsReference(use, alias) && Writes(use, compilation, calls, cancellation)),
            IInvocationOperation or IAddressOfOperation or ISimpleAssignmentOperation { IsRef: true } => false,
            _ => VariableUse.Of(reference).Writes,
        };
    }

    private static bool WritesParameter(IMethodSymbol method, int ordinal, Compilation compilation, int calls, CancellationToken cancellation)
    {
        if (!UserCode.Has(method, compilation))
        {
            return method is { Name: "Write", ContainingType.Name: "Volatile" }
                or { ContainingType.Name: "Interlocked", Name: not "Read" and not "MemoryBarrier" };
        }

        return calls > 0 && CodeOf.Method(method.OriginalDefinition, compilation, cancellation)
            .Any(operation => operation is IParameterReferenceOperation { Parameter: { } parameter } && parameter.Ordinal == ordinal
                && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method.OriginalDefinition)
                && Writes(operation, compilation, calls - 1, cancellation));
    }
}
