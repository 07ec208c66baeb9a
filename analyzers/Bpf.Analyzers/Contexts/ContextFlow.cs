using Bpf.Analyzers.Packets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Contexts;

/// <summary>Follows pointers into the context of a program through its methods and those that it calls.</summary>
internal sealed class ContextFlow(BpfSymbols symbols, BoundMethods methods, CancellationToken cancellation)
{
    private const int MaximumCalls = 8; // MAX_CALL_FRAMES

    private readonly BoundMethods _methods = methods;
    private readonly ContextValues _values = new(symbols);
    private readonly Dictionary<(ISymbol Method, string Arguments), ContextValue?> _results = [];
    private readonly HashSet<(ISymbol Method, string Arguments)> _reported = [];
    private readonly List<ContextAccess> _found = [];

    /// <summary>Returns the accesses of a program to its context whose place is known.</summary>
    public IReadOnlyList<ContextAccess> AccessesOf(BoundMethod program)
    {
        Run(program, new ContextState(), isReporting: true, calls: 0);
        return _found;
    }

    private ContextValue? Run(BoundMethod method, ContextState start, bool isReporting, int calls)
    {
        ContextState?[] entries = new ContextState?[method.Graph.Blocks.Length];
        entries[0] = start;
        Visitor visitor = new(this, method, calls);
        for (Stack<int> pending = new([0]); pending.Count > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            BasicBlock block = method.Graph.Blocks[pending.Pop()];
            ContextState after = visitor.Execute(block, entries[block.Ordinal]!, isReporting: false);
            foreach (int next in NextOf(block, after))
            {
                bool isNew = entries[next] is null;
                entries[next] ??= after.Copy();
                if (isNew || entries[next]!.Join(after))
                {
                    pending.Push(next);
                }
            }
        }

        ContextValue?[] returned =
        [
            .. method.Graph.Blocks.Where(block => entries[block.Ordinal] is not null)
                .Select(block => (Block: block, After: visitor.Execute(block, entries[block.Ordinal]!, isReporting)))
                .Where(static pair => pair.Block is { FallThroughSuccessor.Semantics: ControlFlowBranchSemantics.Return, BranchValue: not null })
                .Select(pair => ReturnedBy(pair.Block.BranchValue!, method, pair.After)),
        ];
        return returned.Distinct().Count() == 1 ? returned[0] : null;
    }

    private ContextValue? ReturnedBy(IOperation value, BoundMethod method, ContextState state)
        => !method.ReturnsByRef ? _values.Of(value, state) : _values.PlaceOf(value, state) is { } place ? new ContextValue.Place(place) : null;

    // A condition that is constant for the arguments of this call decides.
    private IEnumerable<int> NextOf(BasicBlock block, ContextState after)
    {
        bool? jumps = block.ConditionKind == ControlFlowConditionKind.None || TruthOf(block.BranchValue, after) is not { } truth ? null
            : truth == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        ControlFlowBranch?[] branches = [jumps == true ? null : block.FallThroughSuccessor, jumps == false ? null : block.ConditionalSuccessor];
        return branches.Select(static branch => branch?.Destination?.Ordinal).OfType<int>();
    }

    private bool? TruthOf(IOperation? condition, ContextState state) => condition switch
    {
        { ConstantValue: { HasValue: true, Value: bool truth } } => truth,
        IParenthesizedOperation parenthesized => TruthOf(parenthesized.Operand, state),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !TruthOf(not.Operand, state),
        IBinaryOperation binary when _values.Of(binary.LeftOperand, state) is ContextValue.Number left
            && _values.Of(binary.RightOperand, state) is ContextValue.Number right => binary.OperatorKind switch
            {
                BinaryOperatorKind.Equals => left.Value == right.Value,
                BinaryOperatorKind.NotEquals => left.Value != right.Value,
                BinaryOperatorKind.LessThan => left.Value < right.Value,
                BinaryOperatorKind.LessThanOrEqual => left.Value <= right.Value,
                BinaryOperatorKind.GreaterThan => left.Value > right.Value,
                BinaryOperatorKind.GreaterThanOrEqual => left.Value >= right.Value,
                _ => null,
            },
        { } other when _values.Of(other, state) is ContextValue.Number number => number.Value != 0,
        _ => null,
    };

    private ContextValue? Call(IInvocationOperation call, BoundMethod caller, ContextState state, bool isReporting, int calls)
    {
        if (calls >= MaximumCalls || _methods.Find(call, caller) is not { } callee)
        {
            return null;
        }

        ContextState start = new();
        List<string> arguments = [];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { Ordinal: var ordinal, RefKind: var kind } && ordinal < callee.Symbol.Parameters.Length)
            {
                ContextValue? value = kind == RefKind.None ? _values.Of(argument.Value, state)
                    : _values.PlaceOf(argument.Value, state) is { } place ? new ContextValue.Place(place) : null;
                start.Set(callee.Symbol.Parameters[ordinal], value);
                arguments.Add($"{ordinal}={value}");
            }
        }

        (ISymbol, string) key = (call.TargetMethod, string.Join(",", arguments));
        if (isReporting && _reported.Add(key))
        {
            _results[key] = Run(callee, start, isReporting: true, calls + 1);
        }
        else if (!_results.ContainsKey(key))
        {
            _results[key] = null; // of a recursion
            _results[key] = Run(callee, start, isReporting: false, calls + 1);
        }

        return _results[key];
    }

    /// <summary>Follows the operations of one method.</summary>
    private sealed class Visitor(ContextFlow flow, BoundMethod method, int calls)
    {
        private ContextState _state = new();
        private bool _isReporting;

        public ContextState Execute(BasicBlock block, ContextState entry, bool isReporting)
        {
            (_state, _isReporting) = (entry.Copy(), isReporting);
            foreach (IOperation operation in block.Operations.Concat(block.BranchValue is { } value ? [value] : []))
            {
                Visit(operation);
            }

            return _state;
        }

        private void Visit(IOperation operation)
        {
            foreach (IOperation child in operation.ChildOperations)
            {
                Visit(child);
            }

            if (_isReporting && !IsReference(operation) && flow._values.AccessOf(operation, _state) is { } access)
            {
                flow._found.Add(access);
            }

            switch (operation)
            {
                case IFlowCaptureOperation capture when method.Targets.Contains(capture.Id) && flow._values.PlaceOf(capture.Value, _state) is { } place:
                    _state.Set(capture.Id, new ContextValue.Place(place));
                    break;
                case IFlowCaptureOperation capture:
                    _state.Set(capture.Id, flow._values.Of(capture.Value, _state));
                    break;
                case ISimpleAssignmentOperation { IsRef: true } assignment:
                    Assign(assignment.Target, flow._values.PlaceOf(assignment.Value, _state) is { } referred ? new ContextValue.Place(referred) : null);
                    break;
                case ISimpleAssignmentOperation assignment when flow._values.PlaceOf(assignment.Target, _state) is null:
                    Assign(assignment.Target, flow._values.Of(assignment.Value, _state));
                    break;
                case ICompoundAssignmentOperation compound when flow._values.PlaceOf(compound.Target, _state) is null:
                    Assign(compound.Target, ContextValues.Apply(compound.OperatorKind, flow._values.Of(compound.Target, _state),
                        flow._values.Of(compound.Value, _state), compound.Target.Type));
                    break;
                case IIncrementOrDecrementOperation step when flow._values.PlaceOf(step.Target, _state) is null:
                    Assign(step.Target, ContextValues.Apply(step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract,
                        flow._values.Of(step.Target, _state), new ContextValue.Number(1), step.Target.Type));
                    break;
                case IDeconstructionAssignmentOperation deconstruction:
                    deconstruction.Target.Descendants().ToList().ForEach(target => Assign(target, null));
                    break;
                case IInvocationOperation call:
                    Call(call);
                    break;
            }
        }

        // What is returned by reference, or assigned to later, is not read here.
        private bool IsReference(IOperation operation) => operation.Parent is null ? method.ReturnsByRef
            : operation.Parent is IFlowCaptureOperation capture && method.Targets.Contains(capture.Id);

        private void Assign(IOperation target, ContextValue? value)
        {
            if (BoundValues.KeyOf(target) is { } key)
            {
                _state.Set(key, flow._methods.IsShared(key) && value is not ContextValue.Place ? null : value);
            }
        }

        private void Call(IInvocationOperation call)
        {
            ContextValue? result = flow.Call(call, method, _state, _isReporting, calls);
            if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
            {
                _state.Clear(); // it may change the variables
            }

            foreach (IArgumentOperation argument in call.Arguments.Where(static argument => argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref }))
            {
                if (flow._values.PlaceOf(argument.Value, _state) is null)
                {
                    Assign(argument.Value, null);
                }
            }

            _state.Set(call, result);
        }
    }
}
