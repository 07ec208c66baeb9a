using System.Collections.Immutable;
using Bpf.Analyzers.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>
/// Follows the paths through a program, and through the methods that it gives parts of the packet to, as the verifier does, and finds accesses
/// behind what has been compared with the end of the packet.
/// </summary>
internal sealed class BoundPaths(PacketPointers pointers, PacketChanges changes, BoundMethods methods, BoundValues values, CancellationToken cancellation)
{
    private const int MostBlocks = 4000;
    private const int MostCalls = 5;

    private readonly Stack<(IMethodSymbol Method, SyntaxNode Call)> _calls = [];
    private readonly Dictionary<string, HashSet<SyntaxNode>> _tests = [];
    private HashSet<string> _followed = [];
    private BoundFindings _findings = new();
    private int _blocks;

    /// <summary>Returns the accesses of a program that the verifier refuses, each with the place to report it at.</summary>
    public IEnumerable<(SyntaxNode Place, PacketAccess Access, PacketSize Size)> Find(BoundMethod program)
    {
        Run(program, new BoundState());

        // Numbers that several conditions test decide which of them are possible together.
        _followed = [.. _tests.Where(static test => test.Value.Count > 1).Select(static test => test.Key)];
        if (_followed.Count > 0)
        {
            (_findings, _blocks) = (new BoundFindings(), 0);
            Run(program, new BoundState());
        }

        return _findings.Certain(isComplete: _blocks <= MostBlocks);
    }

    // Returns the states in which the method returns, with the results.
    private List<(BoundState State, BoundValue? Result, ImmutableArray<PacketAccess> Accesses)> Run(BoundMethod method, BoundState entry)
    {
        List<(BoundState, BoundValue?, ImmutableArray<PacketAccess>)> results = [];
        List<BoundState>[] seen = [.. method.Graph.Blocks.Select(static _ => new List<BoundState>())];
        Stack<(BasicBlock Block, BoundState State)> pending = new([(method.Graph.Blocks[0], entry)]);
        while (pending.Count > 0 && _blocks <= MostBlocks)
        {
            cancellation.ThrowIfCancellationRequested();
            (BasicBlock block, BoundState start) = pending.Pop();
            start.Enter(block);
            if (seen[block.Ordinal].Any(start.IsCoveredBy))
            {
                continue;
            }

            _blocks++;
            seen[block.Ordinal].Add(start);
            foreach (BoundState state in Execute(block, start.Copy(), method))
            {
                if (block.ConditionKind == ControlFlowConditionKind.None)
                {
                    Leave(block, state);
                    continue;
                }

                BoundValue? condition = values.Of(block.BranchValue!, state);
                bool isEquality = block.BranchValue is not IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                        or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual,
                };
                if (condition is BoundValue.Test test)
                {
                    if (!_tests.TryGetValue(test.Subject.Name, out HashSet<SyntaxNode>? places))
                    {
                        _tests.Add(test.Subject.Name, places = []);
                    }

                    places.Add(block.BranchValue!.Syntax);
                }

                foreach (bool isTrue in new[] { true, false })
                {
                    BoundState after = state.Copy();
                    if (after.Assume(condition, isTrue, values.SourcesOf(block.BranchValue!, state), isEquality, _followed)
                        && (isTrue == (block.ConditionKind == ControlFlowConditionKind.WhenTrue) ? block.ConditionalSuccessor : block.FallThroughSuccessor)
                            is { } branch)
                    {
                        Follow(branch, after);
                    }
                }
            }
        }

        return results;

        void Leave(BasicBlock block, BoundState state)
        {
            if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return } && block.BranchValue is { } result)
            {
                ImmutableArray<PacketAccess> accesses = AccessesIn(result, state);
                if (_calls.Count == 0)
                {
                    Check(accesses, state);
                    Conclude(state, new ProgramEnd(values.Of(result, state)));
                }

                BoundValue? value = method.ReturnsByRef && values.PlaceOf(result, state) is var (address, _)
                    ? new BoundValue.Place(address) : values.Of(result, state);
                results.Add((state, value, accesses));
            }
            else if (block.Kind == BasicBlockKind.Exit)
            {
                if (_calls.Count == 0)
                {
                    Conclude(state, new ProgramEnd(Result: null));
                }

                results.Add((state, null, []));
            }
            else if (block.FallThroughSuccessor is { } branch)
            {
                Follow(branch, state);
            }
        }

        void Follow(ControlFlowBranch branch, BoundState state)
        {
            if (branch.Destination is { } next)
            {
                pending.Push((next, state));
            }
        }
    }

    private List<BoundState> Execute(BasicBlock block, BoundState start, BoundMethod method)
    {
        List<BoundState> states = [start];
        foreach (IOperation operation in block.Operations)
        {
            states = Step(operation, states, method);
        }

        return block.BranchValue is not { } value ? states
            : Step(value, states, method, isResult: block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return);
    }

    private List<BoundState> Step(IOperation operation, List<BoundState> states, BoundMethod method, bool isResult = false)
    {
        foreach (IInvocationOperation call in InOrder(operation).OfType<IInvocationOperation>())
        {
            states = [.. states.SelectMany(state => Call(call, state, method))];
        }

        foreach (BoundState state in states)
        {
            bool hasEffect = HasEffect(operation, state);
            if (hasEffect)
            {
                Conclude(state, end: null);
            }

            Visit(operation, state, method);
            if (!isResult)
            {
                Check(Sink(operation, state), state);
            }

            if (hasEffect)
            {
                Conclude(state, end: null);
            }
        }

        return states;
    }

    // The operands of an operation come before it.
    private static IEnumerable<IOperation> InOrder(IOperation operation)
        => operation is IAnonymousFunctionOperation or ILocalFunctionOperation or IFlowAnonymousFunctionOperation ? []
            : operation.ChildOperations.SelectMany(InOrder).Append(operation);

    private IEnumerable<BoundState> Call(IInvocationOperation call, BoundState state, BoundMethod caller)
    {
        state.SetFollowed(call, false);
        if (methods.Find(call, caller) is not { } method || !(method.IsLocalFunction || call.Arguments.Any(argument => IsOfPacket(argument, state))))
        {
            return [state];
        }

        if (_calls.Count >= MostCalls || _calls.Any(item => SymbolEqualityComparer.Default.Equals(item.Method, method.Symbol)))
        {
            state.Silence();
            return [state];
        }

        foreach (IArgumentOperation argument in call.Arguments.Where(static argument => argument.Parameter is not null))
        {
            object parameter = method.Symbol.Parameters[argument.Parameter!.Ordinal];
            state.Defer(parameter, AccessesIn(argument.Value, state));
            Keep(parameter, argument.Parameter.RefKind != RefKind.None && values.PlaceOf(argument.Value, state) is var (address, _)
                ? new BoundValue.Place(address) : values.Of(argument.Value, state), state);
        }

        _calls.Push((method.Symbol, call.Syntax));
        try
        {
            return [.. Run(method, state.WithoutKept()).Select(Return)];
        }
        finally
        {
            _calls.Pop();
        }

        BoundState Return((BoundState State, BoundValue? Result, ImmutableArray<PacketAccess> Accesses) end)
        {
            BoundState after = end.State.WithKeptOf(state);
            foreach (IArgumentOperation argument in call.Arguments.Where(static argument => argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out }))
            {
                object parameter = method.Symbol.Parameters[argument.Parameter!.Ordinal];
                if (BoundValues.KeyOf(argument.Value) is { } key && after.Of(key) is not BoundValue.Place)
                {
                    after.Defer(key, after.DeferredOf(parameter));
                    Keep(key, after.Of(parameter), after);
                }
            }

            after.SetFollowed(call, true);
            after.Set(call, end.Result);
            after.Defer(call, [.. end.Accesses.Select(access => access with { Place = call.Syntax })]);
            return after;
        }
    }

    // What is known about a pointer is lost in a variable that code elsewhere may change.
    private void Keep(object key, BoundValue? value, BoundState state)
    {
        bool isShared = methods.IsShared(key);
        state.Set(key, isShared ? null : value);
        if (isShared && value is { IsOfPacket: true })
        {
            state.Silence();
        }
    }

    private bool IsOfPacket(IArgumentOperation argument, BoundState state)
        => argument.Value.Type is { } type && pointers.IsContext(type) || values.Of(argument.Value, state) is { IsOfPacket: true }
            || values.PlaceOf(argument.Value, state) is not null
            || (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out && argument.Parameter.Type is IPointerTypeSymbol);

    // What an operation changes, after its operands.
    private void Visit(IOperation operation, BoundState state, BoundMethod method)
    {
        foreach (IOperation child in operation is IAnonymousFunctionOperation or ILocalFunctionOperation ? [] : operation.ChildOperations)
        {
            Visit(child, state, method);
        }

        switch (operation)
        {
            case IFlowCaptureOperation capture:
                bool isTarget = method.Targets.Contains(capture.Id);
                state.Defer(capture.Id, isTarget ? [] : AccessesIn(capture.Value, state));
                state.Set(capture.Id, isTarget && values.PlaceOf(capture.Value, state) is var (kept, _) ? new BoundValue.Place(kept)
                    : values.Of(capture.Value, state));
                break;
            case ISimpleAssignmentOperation { IsRef: true } assignment when BoundValues.KeyOf(assignment.Target) is { } key:
                state.Set(key, values.PlaceOf(assignment.Value, state) is var (address, _) ? new BoundValue.Place(address) : null);
                break;
            case ISimpleAssignmentOperation assignment:
                Assign(assignment.Target, values.Of(assignment.Value, state), state, () => AccessesIn(assignment.Value, state));
                break;
            case ICompoundAssignmentOperation compound:
                BoundValue? sum = compound.OperatorMethod is null
                    ? values.Apply(compound.OperatorKind, values.Of(compound.Target, state), values.Of(compound.Value, state), compound.Target.Type) : null;
                ImmutableArray<PacketAccess> both = [.. AccessesIn(compound.Value, state), .. DeferredIn(compound.Target, state)];
                Assign(compound.Target, sum, state, () => both);
                state.Set(compound, sum);
                break;
            case IIncrementOrDecrementOperation step:
                BoundValue? before = values.Of(step.Target, state);
                BoundValue? after = values.Apply(step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, before,
                    new BoundValue.Constant(1), step.Target.Type);
                ImmutableArray<PacketAccess> same = DeferredIn(step.Target, state);
                Assign(step.Target, after, state, () => same);
                state.Set(step, step.IsPostfix ? before : after);
                break;
            case IDeconstructionAssignmentOperation other:
                foreach (IOperation part in other.Target.DescendantsAndSelf())
                {
                    Assign(part, null, state, static () => []);
                }

                break;
            case IObjectCreationOperation creation when creation.Arguments.Any(argument => IsOfPacket(argument, state))
                && !methods.IsOutside(creation.Constructor!):
                state.Silence();
                break;
            case IInvocationOperation call when !state.IsFollowed(call):
                CallUnknown(call, state);
                break;
        }
    }

    private void Assign(IOperation target, BoundValue? value, BoundState state, Func<ImmutableArray<PacketAccess>> accesses)
    {
        if (values.PlaceOf(target, state) is var (address, type))
        {
            state.Pin(BoundValues.BytesOf(address, TypeLayout.Of(type)?.Size ?? 1));
        }
        else if (target is IFieldReferenceOperation { Field: { IsStatic: true } field })
        {
            state.Pin([field.ToDisplayString()]);
        }
        else if (BoundValues.KeyOf(target) is { } key)
        {
            state.Defer(key, accesses());
            Keep(key, value, state);
        }

        if (value is { IsOfPacket: true } and not BoundValue.Copy && BoundValues.KeyOf(target) is null)
        {
            state.Silence(); // kept in memory
        }
    }

    private void CallUnknown(IInvocationOperation call, BoundState state)
    {
        if (!methods.IsOutside(call.TargetMethod))
        {
            state.PinAll();
        }

        if (changes.IsMadeBy(call.TargetMethod))
        {
            state.ChangePacket();
        }
        else if (!methods.IsOutside(call.TargetMethod) && call.Arguments.Any(argument => IsOfPacket(argument, state)))
        {
            state.Silence();
        }

        foreach (IArgumentOperation argument in call.Arguments.Where(static argument => argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref }))
        {
            if (BoundValues.KeyOf(argument.Value) is { } key && state.Of(key) is not BoundValue.Place)
            {
                state.Set(key, null);
            }
        }
    }

    // A value that is only kept in a variable is not read before the variable is.
    private ImmutableArray<PacketAccess> Sink(IOperation operation, BoundState state) => operation switch
    {
        IExpressionStatementOperation statement => Sink(statement.Operation, state),
        IFlowCaptureOperation => [],
        ISimpleAssignmentOperation { IsRef: true } => [],
        ISimpleAssignmentOperation { Target: IDiscardOperation } => [],
        IAssignmentOperation assignment when BoundValues.KeyOf(assignment.Target) is not null && values.PlaceOf(assignment.Target, state) is null => [],
        IIncrementOrDecrementOperation step when BoundValues.KeyOf(step.Target) is not null && values.PlaceOf(step.Target, state) is null => [],
        _ => AccessesIn(operation, state),
    };

    private ImmutableArray<PacketAccess> DeferredIn(IOperation target, BoundState state) => BoundValues.KeyOf(target) is { } key ? state.DeferredOf(key) : [];

    private ImmutableArray<PacketAccess> AccessesIn(IOperation operation, BoundState state)
        => [.. InOrder(operation).SelectMany(part => PacketAccesses.At(part, values, state)
            .Concat(BoundValues.KeyOf(part) is { } key && part is not (IParenthesizedOperation or IDeclarationExpressionOperation) ? state.DeferredOf(key)
                : part is IInvocationOperation ? state.DeferredOf(part) : []))];

    private void Check(ImmutableArray<PacketAccess> accesses, BoundState state)
    {
        foreach (PacketAccess found in accesses)
        {
            PacketAccess access = _calls.Count > 0 ? found with { Place = _calls.Last().Call } : found;
            if (state.Refuses(access.Address, access.Bytes))
            {
                state.Suspect(access);
            }
            else
            {
                _findings.Accept(access);
            }
        }
    }

    // The compiler does not move an access over what is visible outside.
    private bool HasEffect(IOperation operation, BoundState state) => InOrder(operation).Any(part => part switch
    {
        IInvocationOperation call => !state.IsFollowed(call),
        IAssignmentOperation assignment => BoundValues.KeyOf(assignment.Target) is null || values.PlaceOf(assignment.Target, state) is not null,
        IIncrementOrDecrementOperation step => BoundValues.KeyOf(step.Target) is null || values.PlaceOf(step.Target, state) is not null,
        _ => false,
    });

    private void Conclude(BoundState state, ProgramEnd? end)
    {
        foreach (PacketAccess access in state.Suspects)
        {
            if (state.Refuses(access.Address, access.Bytes))
            {
                _findings.Refuse(access, state.SizeOf(access.Address), state.IsCertain, end);
                state.Forgive(access.Address);
            }
            else
            {
                _findings.AcceptLater(access);
            }
        }

        state.ClearSuspects();
    }
}
