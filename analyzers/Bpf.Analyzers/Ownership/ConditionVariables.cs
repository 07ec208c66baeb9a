using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>The variables that the conditions of a method depend on.</summary>
internal sealed class ConditionVariables
{
    private readonly Dictionary<ISymbol, IOperation?> _values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, IOperation?> _captures = [];
    private readonly BpfSymbols _symbols;
    private readonly OwnershipEvents _events;

    /// <summary>Looks for the values of the locals of a method.</summary>
    public ConditionVariables(IOperation body, ControlFlowGraph graph, OwnershipEvents events, BpfSymbols symbols)
    {
        _events = events;
        _symbols = symbols;
        foreach (IFlowCaptureOperation capture in graph.Blocks.SelectMany(static block => block.Operations).OfType<IFlowCaptureOperation>())
        {
            _captures[capture.Id] = _captures.ContainsKey(capture.Id) ? null : capture.Value;
        }

        foreach (IOperation operation in body.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is { Value: var value })
            {
                Assign(declarator.Symbol, value);
            }
            else if (operation is ILocalReferenceOperation { Local: var local } reference && IsWritten(reference))
            {
                Assign(local, null);
                Assign(local, null);
            }
        }
    }

    /// <summary>Returns the variables on which a condition depends; null when their values may follow from what the path has done before.</summary>
    public IReadOnlyCollection<ISymbol>? Of(IOperation condition)
    {
        HashSet<ISymbol> variables = new(SymbolEqualityComparer.Default);
        return Collect(condition, variables, 0) ? variables : null;
    }

    /// <summary>Returns true for the condition of a loop that the path may take as often as it likes.</summary>
    public static bool IsOfLoop(IOperation condition)
        => condition.Syntax.Ancestors().OfType<ForStatementSyntax>().Any(loop => loop.Condition is { } test && test.Span.Contains(condition.Syntax.Span))
            || OwnershipEvents.Unwrap(condition) is IInvocationOperation { TargetMethod.Name: "MoveNext" };

    private bool Collect(IOperation condition, HashSet<ISymbol> variables, int depth)
    {
        const int Most = 8;
        foreach (IOperation operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IFlowCaptureReferenceOperation { Id: var id }:
                    if (!_captures.TryGetValue(id, out IOperation? captured) || captured is null || depth > Most || !Collect(captured, variables, depth + 1))
                    {
                        return false;
                    }

                    break;
                case IInvocationOperation call when _events.MayAcquire(call):
                    return false; // whether there is an object
                case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } constant } when !_symbols.IsMap(constant.Type):
                    return false; // the host may have set it, so the verifier may know it
                case IFieldReferenceOperation { Field: var field }:
                    variables.Add(field);
                    break;
                case IPropertyReferenceOperation { Property: var property }:
                    variables.Add(property);
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    variables.Add(parameter);
                    break;
                case ILocalReferenceOperation { Local.Type.IsRefLikeType: true }:
                    break;
                case ILocalReferenceOperation { Local: var local }:
                    variables.Add(local);
                    if (_values.TryGetValue(local, out IOperation? value) && !IsFromKernel(value)
                        && (value is null || depth > Most || !Collect(value, variables, depth + 1)))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private bool IsFromKernel(IOperation? value)
        => value is not null && OwnershipEvents.Unwrap(value) is IInvocationOperation { TargetMethod: var method } && _symbols.IsKernelFunction(method);

    // A second value makes it unknown.
    private void Assign(ISymbol local, IOperation? value) => _values[local] = _values.ContainsKey(local) ? null : value;

    private static bool IsWritten(ILocalReferenceOperation reference)
        => reference.Parent is IIncrementOrDecrementOperation or IAddressOfOperation
            || (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
            || reference.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref };
}
