using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>Finds the control flow of the methods of the user.</summary>
internal sealed class BoundMethods(BpfSymbols symbols, CancellationToken cancellation)
{
    private readonly Dictionary<ISymbol, BoundMethod?> _found = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared = new(SymbolEqualityComparer.Default);

    /// <summary>Returns a method from its body.</summary>
    public BoundMethod Of(IMethodSymbol method, IMethodBodyOperation body)
    {
        AddShared(body);
        return new BoundMethod(method, ControlFlowGraph.Create(body, cancellation));
    }

    /// <summary>Whether code elsewhere may change a variable: its address is taken, or a lambda uses it.</summary>
    public bool IsShared(object key) => key is ISymbol symbol && _shared.Contains(symbol);

    /// <summary>Whether a method is of another assembly that knows nothing about pointers of the user: the vocabulary or the base class library.</summary>
    public bool IsOutside(IMethodSymbol method) => symbols.IsVocabulary(method)
        || method.ContainingNamespace is { } space && (space.ToString() == "System" || space.ToString().StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Returns the method that a call calls; null when its code is not at hand, or the verifier checks it on its own.</summary>
    public BoundMethod? Find(IInvocationOperation call, BoundMethod caller)
    {
        IMethodSymbol method = call.TargetMethod;
        if (!method.IsStatic && method.MethodKind != MethodKind.LocalFunction)
        {
            return null;
        }

        if (!_found.TryGetValue(method, out BoundMethod? found))
        {
            found = method.MethodKind == MethodKind.LocalFunction ? FindLocal(method, caller) : FindOrdinary(method);
            _found.Add(method, found);
        }

        return found;
    }

    private BoundMethod? FindLocal(IMethodSymbol method, BoundMethod caller)
        => caller.Graph.LocalFunctions.Contains(method.OriginalDefinition)
            ? new BoundMethod(method.OriginalDefinition, caller.Graph.GetLocalFunctionControlFlowGraph(method.OriginalDefinition, cancellation)) : null;

    private BoundMethod? FindOrdinary(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        if (!UserCode.Has(definition, symbols.Compilation) || method.MethodKind != MethodKind.Ordinary
            || symbols.IsBpfOnly(definition) || BpfSymbols.Has(definition, symbols.GlobalFunctionAttribute))
        {
            return null;
        }

        return CodeOf.BodiesOf(definition, symbols.Compilation, cancellation).FirstOrDefault() is IMethodBodyOperation body ? Of(definition, body) : null;
    }

    private void AddShared(IMethodBodyOperation body)
    {
        foreach (IOperation operation in body.Descendants())
        {
            IEnumerable<IOperation> users = operation switch
            {
                IAnonymousFunctionOperation => operation.Descendants(),
                IAddressOfOperation address => [address.Reference],
                ISimpleAssignmentOperation { IsRef: true } assignment => [assignment.Value],
                IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } declarator when declarator.GetVariableInitializer() is { } initializer
                    => [initializer.Value],
                _ => [],
            };
            _shared.UnionWith(users.Select(BoundValues.KeyOf).OfType<ISymbol>());
        }
    }
}
