using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>Follows the intervals of the integers of a method through its control flow.</summary>
internal sealed class IntervalFlow
{
    private readonly ControlFlowGraph _graph;
    private readonly BpfSymbols _symbols;
    private readonly IntervalValues _values;
    private readonly IntervalConditions _conditions;
    private readonly HashSet<ISymbol> _untracked;
    private readonly IntervalState?[] _entries;
    private readonly int[] _visits;
    private readonly Dictionary<object, int> _sources = [];

    public IntervalFlow(ControlFlowGraph graph, IOperation body, BpfSymbols symbols, IntervalValues values)
    {
        _graph = graph;
        _symbols = symbols;
        _values = values;
        _conditions = new IntervalConditions(values);
        _untracked = SharedVariables.In(body);
        _entries = new IntervalState?[graph.Blocks.Length];
        _visits = new int[graph.Blocks.Length];
    }

    /// <summary>Runs to the end, and then looks at each operation once more, in the order of evaluation, with what is known there.</summary>
    public void Run(IMethodSymbol method, Action<IOperation, IntervalState> look, CancellationToken cancellation)
    {
        IntervalState start = new();
        if (_symbols.IsProgram(method))
        {
            foreach (IParameterSymbol parameter in method.Parameters.Where(parameter => parameter.RefKind == RefKind.None && !_untracked.Contains(parameter)))
            {
                start.Set(parameter, Interval.Input(parameter.Type, SourceOf(parameter)));
            }
        }

        _entries[0] = start;
        Queue<BasicBlock> pending = new([_graph.Blocks[0]]);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            BasicBlock block = pending.Dequeue();
            foreach ((BasicBlock next, IntervalState state) in Leave(block, Execute(block, look: null)))
            {
                const int Patience = 2;
                bool isLoop = next.Ordinal <= block.Ordinal && ++_visits[next.Ordinal] > Patience;
                if (_entries[next.Ordinal] is not { } entry)
                {
                    _entries[next.Ordinal] = state;
                    pending.Enqueue(next);
                }
                else if (entry.Join(state, isLoop))
                {
                    pending.Enqueue(next);
                }
            }
        }

        foreach (BasicBlock block in _graph.Blocks.Where(block => _entries[block.Ordinal] is not null))
        {
            Execute(block, look);
        }
    }

    private List<(BasicBlock Block, IntervalState State)> Leave(BasicBlock block, IntervalState state)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None || block.BranchValue is not { } condition)
        {
            return block.FallThroughSuccessor?.Destination is { } next ? [(next, state)] : [];
        }

        bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        List<(BasicBlock, IntervalState)> paths = [];
        foreach (bool isTrue in new[] { true, false })
        {
            IntervalState after = state.Copy();
            _conditions.Assume(condition, isTrue, after);
            if (!after.IsUnreachable && (isTrue == jumpsWhen ? block.ConditionalSuccessor : block.FallThroughSuccessor)?.Destination is { } target)
            {
                paths.Add((target, after));
            }
        }

        return paths;
    }

    private IntervalState Execute(BasicBlock block, Action<IOperation, IntervalState>? look)
    {
        IntervalState state = _entries[block.Ordinal]!.Copy();
        foreach (IOperation operation in block.Operations)
        {
            Visit(operation, state, look);
        }

        if (block.BranchValue is { } value)
        {
            Visit(value, state, look);
        }

        return state;
    }

    // Operands come before what is done with them, as they are evaluated.
    private void Visit(IOperation operation, IntervalState state, Action<IOperation, IntervalState>? look)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            Visit(child, state, look);
        }

        look?.Invoke(operation, state);
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                state.Set(capture.Id, _values.Of(capture.Value, state));
                if (IntervalValues.KeyOf(capture.Value) is ISymbol original)
                {
                    state.Keep(capture.Id, original);
                }

                break;
            case ISimpleAssignmentOperation assignment:
                Assign(assignment.Target, _values.Of(assignment.Value, state), state);
                break;
            case ICompoundAssignmentOperation { OperatorMethod: null } compound when _values.Of(compound.Target, state) is { } left
                && _values.Of(compound.Value, state) is { } right:
                Assign(compound.Target, IntervalArithmetic.Apply(compound.OperatorKind, left, right)?.In(compound.Target.Type), state);
                break;
            case IIncrementOrDecrementOperation step when _values.Of(step.Target, state) is { } before:
                BinaryOperatorKind direction = step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
                Assign(step.Target, IntervalArithmetic.Apply(direction, before, Interval.Constant(1))?.In(step.Target.Type), state);
                break;
            case IAssignmentOperation other:
                ForgetAll(other.Target, state);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Assign(argument.Value, IsInput(argument) ? Interval.Input(argument.Value.Type, SourceOf(argument)) : null, state);
                break;
            case IDeclarationPatternOperation or IRecursivePatternOperation or IListPatternOperation:
                break; // its variables are never set, and so unknown
        }
    }

    private void Assign(IOperation target, Interval? value, IntervalState state)
    {
        if (IntervalValues.KeyOf(target) is { } key)
        {
            state.Set(key, key is ISymbol symbol && _untracked.Contains(symbol) ? null : value);
        }
    }

    // The same each time the analysis comes by.
    private int SourceOf(object origin)
    {
        if (!_sources.TryGetValue(origin, out int source))
        {
            source = _sources.Count;
            _sources.Add(origin, source);
        }

        return source;
    }

    private static void ForgetAll(IOperation target, IntervalState state)
    {
        foreach (IOperation part in target.DescendantsAndSelf())
        {
            if (IntervalValues.KeyOf(part) is { } key)
            {
                state.Set(key, null);
            }
        }
    }

    // Whatever another process or the kernel has there.
    private bool IsInput(IArgumentOperation argument)
        => argument is { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation { TargetMethod: var method } }
            && method.Name is "TryReadUser" or "TryReadKernel" or "TryGetValue" && _symbols.IsVocabulary(method);
}
