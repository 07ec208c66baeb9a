using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>The code of a method, a lambda or a local function, with its control flow.</summary>
internal sealed class FunctionBody
{
    private readonly Func<ControlFlowGraph> _build;
    private ControlFlowGraph? _graph;

    private FunctionBody(IOperation code, IMethodSymbol? function, Func<ControlFlowGraph> build)
    {
        Code = code;
        Function = function;
        _build = build;
    }

    /// <summary>The operations.</summary>
    public IOperation Code { get; }

    /// <summary>The lambda or local function; null for a method.</summary>
    public IMethodSymbol? Function { get; }

    /// <summary>The control flow.</summary>
    public ControlFlowGraph Graph => _graph ??= _build();

    /// <summary>The code of a method.</summary>
    public static FunctionBody Of(IMethodBodyOperation body) => new(body, null, () => ControlFlowGraph.Create(body));

    /// <summary>The functions in the code, with those inside of them.</summary>
    public IEnumerable<FunctionBody> Nested()
    {
        foreach (FunctionBody inner in Inner(Code))
        {
            yield return inner;
            foreach (FunctionBody innermost in inner.Nested())
            {
                yield return innermost;
            }
        }
    }

    private IEnumerable<FunctionBody> Inner(IOperation code)
    {
        foreach (IOperation operation in code.ChildOperations)
        {
            switch (operation)
            {
                case IAnonymousFunctionOperation lambda:
                    yield return new FunctionBody(lambda, lambda.Symbol, () => GraphOf(lambda.Symbol));
                    break;
                case ILocalFunctionOperation local:
                    yield return new FunctionBody(local, local.Symbol, () => Graph.GetLocalFunctionControlFlowGraphInScope(local.Symbol));
                    break;
                default:
                    foreach (FunctionBody inner in Inner(operation))
                    {
                        yield return inner;
                    }

                    break;
            }
        }
    }

    private ControlFlowGraph GraphOf(IMethodSymbol lambda) => Graph.GetAnonymousFunctionControlFlowGraphInScope(Graph.Blocks
        .SelectMany(BlockCode.Of).SelectMany(static operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>()
        .First(operation => SymbolEqualityComparer.Default.Equals(operation.Symbol, lambda)));
}
