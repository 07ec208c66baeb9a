using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>Finds locals that hold the reference from a lookup or a reservation.</summary>
internal static class BpfReferences
{
    /// <summary>Returns the local passed to the <c>out</c> parameter of a call; null when it is not a local.</summary>
    public static ILocalSymbol? OutLocal(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out })
            {
                return LocalOf(argument.Value);
            }
        }

        return null;
    }

    /// <summary>Returns true for a reference to the local.</summary>
    public static bool IsReference(IOperation operation, ILocalSymbol local)
        => operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    /// <summary>Returns the local that an expression refers to or declares.</summary>
    public static ILocalSymbol? LocalOf(IOperation operation) => operation switch
    {
        IDeclarationExpressionOperation declaration => LocalOf(declaration.Expression),
        ILocalReferenceOperation reference => reference.Local,
        _ => null,
    };
}
