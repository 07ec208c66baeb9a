using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>Variables that code elsewhere may change: their address is taken, a reference to them is kept, or a function within the method uses them.</summary>
internal static class SharedVariables
{
    /// <summary>Returns those of a method.</summary>
    public static HashSet<ISymbol> In(IOperation body)
    {
        HashSet<ISymbol> shared = new(SymbolEqualityComparer.Default);
        foreach (IOperation operation in body.Descendants())
        {
            IEnumerable<IOperation> users = operation switch
            {
                IAnonymousFunctionOperation or ILocalFunctionOperation => operation.Descendants(),
                IAddressOfOperation address => [address.Reference],
                ISimpleAssignmentOperation { IsRef: true } assignment => [assignment.Value],
                IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } declarator when declarator.GetVariableInitializer() is { } initializer
                    => [initializer.Value],
                _ => [],
            };
            foreach (IOperation user in users)
            {
                if (IntervalValues.KeyOf(user) is ISymbol symbol)
                {
                    shared.Add(symbol);
                }
            }
        }

        return shared;
    }
}
