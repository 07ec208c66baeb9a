using Bpf.Analyzers.Intervals;
using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Loops;

/// <summary>
/// Looks for a round of a loop that changes nothing that its conditions and indexes depend on. Values that each round reads anew, from memory or from the
/// kernel, may be the same again; the verifier assumes that they are.
/// </summary>
internal sealed class LoopProgress
{
    private const int MaximumSteps = 2000;

    private readonly NaturalLoop _loop;
    private readonly BpfSymbols _symbols;
    private readonly HashSet<ISymbol> _decisive = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared;
    private readonly List<(ISymbol Variable, ISymbol[] Inputs)> _inputs = [];
    private readonly bool _readsMemory;
    private int _steps;

    public LoopProgress(NaturalLoop loop, IOperation body, BpfSymbols symbols)
    {
        _loop = loop;
        _symbols = symbols;
        _shared = SharedVariables.In(body);
        IOperation[] conditions =
        [
            .. loop.Blocks.Where(static block => block.ConditionKind != ControlFlowConditionKind.None && block.BranchValue is not null)
                .SelectMany(static block => block.BranchValue!.DescendantsAndSelf()),
            .. Operations(loop).SelectMany(static operation => IndexesOf(operation)).SelectMany(static index => index.DescendantsAndSelf()),
        ];
        _decisive.UnionWith(conditions.Select(VariableOf).OfType<ISymbol>());
        _readsMemory = conditions.Any(IsMemory);

        foreach ((IOperation target, IOperation value) in Operations(loop).Select(AssignmentOf).OfType<(IOperation, IOperation)>())
        {
            if (VariableOf(target) is { } variable)
            {
                _inputs.Add((variable, [.. VariablesIn(value)]));
            }
        }

        // What a deciding value is computed from decides too.
        _decisive.UnionWith(_decisive.SelectMany(InputsOf).ToArray());
    }

    /// <summary>Returns a variable that the loop counts with, but not in every round; null when each round changes something.</summary>
    public ISymbol? StillVariable()
    {
        // The graph keeps parts of conditions in captures, an iterator ends by itself, and functions may change what they share with the method.
        if (_decisive.Overlaps(_shared) || Operations(_loop).Any(static operation => operation is IFlowCaptureOperation or IFlowCaptureReferenceOperation
            or IInvocationOperation { TargetMethod.Name: "MoveNext" } or IDelegateCreationOperation or IFlowAnonymousFunctionOperation))
        {
            return null;
        }

        ISymbol? counter = Operations(_loop).Select(CounterOf).FirstOrDefault(static variable => variable is not null);
        return counter is not null && Returns(_loop.Header, [], isFirst: true) ? counter : null;
    }

    // Whether a path leads back to the start without progress; the same question has the same answer all the way.
    private bool Returns(BasicBlock block, Dictionary<string, bool> decisions, bool isFirst)
    {
        if (block == _loop.Header && !isFirst)
        {
            return true;
        }

        if (!_loop.Contains(block) || ++_steps > MaximumSteps || OperationsOf(block).Any(IsProgress))
        {
            return false;
        }

        if (block.ConditionKind == ControlFlowConditionKind.None || block.BranchValue is not { } condition)
        {
            return block.FallThroughSuccessor?.Destination is { } next && Returns(next, decisions, isFirst: false);
        }

        (string question, bool isNegated) = LoopQuestion.Of(condition);
        bool? known = condition.ConstantValue is { HasValue: true, Value: bool constant } ? constant
            : decisions.TryGetValue(question, out bool answer) ? answer != isNegated : null;
        if (known is null && decisions.Any(other => LoopQuestion.Decides(other.Key, other.Value, question)))
        {
            return false; // one answer may imply the other
        }

        foreach (bool isTrue in known is { } only ? [only] : new[] { true, false })
        {
            bool jumps = isTrue == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
            if ((jumps ? block.ConditionalSuccessor : block.FallThroughSuccessor)?.Destination is { } target
                && Returns(target, known is null ? new(decisions) { [question] = isTrue != isNegated } : decisions, isFirst: false))
            {
                return true;
            }
        }

        return false;
    }

    // Changes something that decides: a count, a flag, or something unknown.
    private bool IsProgress(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation { Target: var target } => Decides(target),
        ICompoundAssignmentOperation { Target: var target } => Decides(target),
        IDeconstructionAssignmentOperation => true,
        ISimpleAssignmentOperation { Target: var target, Value: var value } => Decides(target) && !IsReadAnew(target, value),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref } argument => Decides(argument.Value),
        IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation call } argument
            => Decides(argument.Value) && !_symbols.IsVocabulary(call.TargetMethod),
        IAddressOfOperation address => Decides(address.Reference),
        IInvocationOperation { Instance: { Type.IsValueType: true } instance } call when VariableOf(instance) is { } receiver
            => _decisive.Contains(receiver) && call.TargetMethod.ContainingType is { IsReadOnly: false } && !call.TargetMethod.IsReadOnly,
        IInvocationOperation call => !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
            && (_readsMemory || _decisive.Any(static item => item is IFieldSymbol)),
        _ => false,
    };

    private bool Decides(IOperation target) => VariableOf(target) is { } variable ? _decisive.Contains(variable) : _readsMemory;

    // The value that a round computes from memory or by a call is the same again, unless it depends on the last one.
    private bool IsReadAnew(IOperation target, IOperation value)
        => value.DescendantsAndSelf().Any(static part => IsMemory(part) || part is IInvocationOperation)
            && !(VariableOf(target) is { } variable && InputsOf(variable).Contains(variable));

    private HashSet<ISymbol> InputsOf(ISymbol variable)
    {
        HashSet<ISymbol> inputs = new(SymbolEqualityComparer.Default);
        Stack<ISymbol> pending = new([variable]);
        while (pending.Count > 0)
        {
            ISymbol current = pending.Pop();
            foreach ((ISymbol assigned, ISymbol[] used) in _inputs)
            {
                if (IsSame(assigned, current))
                {
                    foreach (ISymbol input in used.Where(inputs.Add))
                    {
                        pending.Push(input);
                    }
                }
            }
        }

        return inputs;
    }

    // A variable that gets a value computed from its last one.
    private ISymbol? CounterOf(IOperation operation)
    {
        ISymbol? variable = operation switch
        {
            IIncrementOrDecrementOperation { Target: var target } => VariableOf(target),
            ICompoundAssignmentOperation { Target: var target } => VariableOf(target),
            ISimpleAssignmentOperation { Target: var target } when VariableOf(target) is { } assigned && InputsOf(assigned).Contains(assigned) => assigned,
            _ => null,
        };
        return variable is not null and not IFieldSymbol && _decisive.Contains(variable) ? variable : null;
    }

    private static (IOperation Target, IOperation Value)? AssignmentOf(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation assignment => (assignment.Target, assignment.Value),
        ICompoundAssignmentOperation assignment => (assignment.Target, assignment.Value),
        _ => null,
    };

    private static IEnumerable<IOperation> IndexesOf(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation element => element.Indices,
        IInlineArrayAccessOperation element => [element.Argument],
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Arguments,
        IImplicitIndexerReferenceOperation element => [element.Argument],
        IInvocationOperation { TargetMethod.Name: "Slice" } slice => slice.Arguments,
        _ => [],
    };

    private static bool IsMemory(IOperation operation)
        => operation is IArrayElementReferenceOperation or IInlineArrayAccessOperation or IPropertyReferenceOperation
        or IFieldReferenceOperation { Instance: not null } or IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false } }
        || operation.Kind == OperationKind.None; // pointers have no operation of their own

    private static IEnumerable<ISymbol> VariablesIn(IOperation value) => value.DescendantsAndSelf().Select(VariableOf).OfType<ISymbol>();

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation, Field: var field } => field,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance } => VariableOf(instance),
        IDeclarationExpressionOperation declaration => VariableOf(declaration.Expression),
        _ => null,
    };

    private static IEnumerable<IOperation> Operations(NaturalLoop loop) => loop.Blocks.SelectMany(OperationsOf);

    private static IEnumerable<IOperation> OperationsOf(BasicBlock block)
        => BlockCode.Of(block).SelectMany(static operation => operation.DescendantsAndSelf());

    private static bool IsSame(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
