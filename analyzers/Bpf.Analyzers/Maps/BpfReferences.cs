using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>Locals that hold the reference of a lookup or a reservation.</summary>
internal static class BpfReferences
{
    /// <summary>The local that a call gives to its <c>out</c> parameter; null when it is not a local.</summary>
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

    /// <summary>True for a reference to the local.</summary>
    public static bool IsReference(IOperation operation, ILocalSymbol local)
        => operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    /// <summary>The local behind an expression or a declaration in an expression.</summary>
    public static ILocalSymbol? LocalOf(IOperation operation) => operation switch
    {
        IDeclarationExpressionOperation declaration => LocalOf(declaration.Expression),
        ILocalReferenceOperation reference => reference.Local,
        _ => null,
    };
}
