using System.Runtime.CompilerServices;
using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>What methods of the user do with the references that they are given, and whether they return some that may be null.</summary>
internal sealed class MethodSummaries
{
    private static readonly ParameterSummary s_unknown = new(GivenOutcome.Unknown, NeedsObject: false, UsesObject: false);

    private static readonly ConditionalWeakTable<Compilation, MethodSummaries> s_cache = new();

    private readonly BpfSymbols _symbols;
    private readonly Dictionary<IParameterSymbol, ParameterSummary> _parameters = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, bool> _results = new(SymbolEqualityComparer.Default);

    private MethodSummaries(BpfSymbols symbols) => _symbols = symbols;

    /// <summary>Returns the summaries of a compilation; each method is looked at once.</summary>
    public static MethodSummaries In(BpfSymbols symbols) => s_cache.GetValue(symbols.Compilation, _ => new MethodSummaries(symbols));

    /// <summary>Returns what a method does with a parameter.</summary>
    public ParameterSummary Of(IParameterSymbol parameter)
    {
        lock (_parameters)
        {
            return Find(parameter.OriginalDefinition);
        }
    }

    private ParameterSummary Find(IParameterSymbol parameter)
    {
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
        lock (_parameters)
        {
            return FindResult(method.OriginalDefinition);
        }
    }

    private bool FindResult(IMethodSymbol method)
    {
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

    private ParameterSummary Summarize(FunctionBody body, IParameterSymbol parameter)
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

    private OwnershipPaths PathsOf(FunctionBody body, IParameterSymbol? given)
    {
        OwnershipEvents events = OwnershipEvents.Of(body, _symbols, this, given);
        return new OwnershipPaths(body.Graph, events, new ConditionVariables(body, events, _symbols), isClosed: false);
    }

    private FunctionBody? BodyOf(IMethodSymbol? function)
    {
        IMethodSymbol? method = function;
        while (method is { MethodKind: MethodKind.LocalFunction })
        {
            method = method.ContainingSymbol as IMethodSymbol;
        }

        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, DeclaringSyntaxReferences.Length: 1 } || _symbols.IsVocabulary(method)
            || CodeOf.BodiesOf(method, _symbols.Compilation, CancellationToken.None).SingleOrDefault() is not IMethodBodyOperation code)
        {
            return null;
        }

        FunctionBody body = FunctionBody.Of(code);
        return method.Equals(function, SymbolEqualityComparer.Default) ? body
            : body.Nested().FirstOrDefault(nested => SymbolEqualityComparer.Default.Equals(nested.Function, function));
    }
}
