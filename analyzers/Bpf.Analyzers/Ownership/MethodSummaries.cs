using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>What methods of the user do with the references that they are given, and whether they return some that may be null.</summary>
internal sealed class MethodSummaries
{
    private static readonly ParameterSummary s_unknown = new(GivenOutcome.Unknown, NeedsObject: false, UsesObject: false);

    private readonly BpfSymbols _symbols;
    private readonly Dictionary<IParameterSymbol, ParameterSummary> _parameters = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, bool> _results = new(SymbolEqualityComparer.Default);

    /// <summary>Prepares to look at the methods that a method calls.</summary>
    public MethodSummaries(BpfSymbols symbols) => _symbols = symbols;

    /// <summary>Returns what a method does with a parameter.</summary>
    public ParameterSummary Of(IParameterSymbol parameter)
    {
        parameter = parameter.OriginalDefinition;
        if (!_parameters.TryGetValue(parameter, out ParameterSummary? summary))
        {
            _parameters[parameter] = s_unknown; // for a method that calls itself
            summary = BodyOf(parameter.ContainingSymbol as IMethodSymbol) is { } body ? Summarize(body, parameter) : s_unknown;
            _parameters[parameter] = summary;
        }

        return summary;
    }

    /// <summary>Returns true for a method or getter that returns a reference that nothing has tested.</summary>
    public bool MayReturnNull(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (!_results.TryGetValue(method, out bool mayBeNull))
        {
            _results[method] = false;
            if (BodyOf(method) is { } body)
            {
                OwnershipPaths paths = PathsOf(body, given: null);
                _ = paths.Find(CancellationToken.None);
                mayBeNull = paths.ReturnsNull;
            }

            _results[method] = mayBeNull;
        }

        return mayBeNull;
    }

    private ParameterSummary Summarize(IMethodBodyOperation body, IParameterSymbol parameter)
    {
        OwnershipPaths owned = Follow(OwnedState.Owned, out _);
        _ = Follow(OwnedState.Untested, out bool needsObject);
        _ = Follow(OwnedState.Released, out bool usesObject);
        return new ParameterSummary(owned.OutcomeOf(((IMethodSymbol)parameter.ContainingSymbol).ReturnsVoid), needsObject, usesObject);

        OwnershipPaths Follow(OwnedState state, out bool isRefused)
        {
            OwnershipPaths paths = PathsOf(body, parameter);
            isRefused = paths.Find(parameter, state).Any(fault => fault.Name == parameter.Name);
            return paths;
        }
    }

    private OwnershipPaths PathsOf(IMethodBodyOperation body, IParameterSymbol? given)
    {
        OwnershipEvents events = OwnershipEvents.Of(body, _symbols, this, given);
        ControlFlowGraph graph = ControlFlowGraph.Create(body);
        return new OwnershipPaths(graph, events, new ConditionVariables(body, graph, events, _symbols), isClosed: false);
    }

    private IMethodBodyOperation? BodyOf(IMethodSymbol? method)
    {
        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, DeclaringSyntaxReferences.Length: 1 } || _symbols.IsVocabulary(method))
        {
            return null;
        }

        // Methods of BPF code are small, and may be in other files.
        SyntaxNode syntax = method.DeclaringSyntaxReferences[0].GetSyntax();
#pragma warning disable RS1030
        return _symbols.Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax) as IMethodBodyOperation;
#pragma warning restore RS1030
    }
}
