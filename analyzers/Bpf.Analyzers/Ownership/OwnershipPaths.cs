using Bpf.ReferenceKernels;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Bpf.Analyzers.Ownership;

/// <summary>Follows the paths of a method as the verifier does, and finds objects that are not released, released twice, or used afterwards.</summary>
internal sealed class OwnershipPaths
{
    // Of a method with more paths, some are not looked at.
    private const int MostSteps = 20_000;

    private readonly ControlFlowGraph _graph;
    private readonly OwnershipEvents _events;
    private readonly ConditionVariables _variables;
    private readonly bool _isProgram;
    private readonly List<OwnershipEvent>?[] _eventsOf;
    private readonly Stack<(BasicBlock Block, PathState State, Continuation? After)> _pending = new();
    private readonly HashSet<OwnershipFault> _faults = [];

    public OwnershipPaths(ControlFlowGraph graph, OwnershipEvents events, ConditionVariables variables, bool isProgram)
    {
        _graph = graph;
        _events = events;
        _variables = variables;
        _isProgram = isProgram;
        _eventsOf = new List<OwnershipEvent>?[graph.Blocks.Length];
    }

    /// <summary>Returns what the verifier refuses.</summary>
    public IEnumerable<OwnershipFault> Find(CancellationToken cancellation)
    {
        _pending.Push((_graph.Blocks[0], new PathState(), null));
        for (int steps = 0; _pending.Count > 0 && steps < MostSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            (BasicBlock block, PathState state, Continuation? after) = _pending.Pop();
            Step(block, state, after);
        }

        return _faults;
    }

    private void Step(BasicBlock block, PathState state, Continuation? after)
    {
        const int MostVisits = 2;
        if (state.Visit(block.Ordinal) >= MostVisits)
        {
            return;
        }

        foreach (OwnershipEvent item in _eventsOf[block.Ordinal] ??= _events.In(block))
        {
            Apply(item, state);
        }

        if (block.Kind == BasicBlockKind.Exit)
        {
            Leave(state);
        }
        else if (block.ConditionKind == ControlFlowConditionKind.None || block.BranchValue is not { } condition)
        {
            Follow(block.FallThroughSuccessor, state, after);
        }
        else
        {
            Decide(block, condition, state, after);
        }
    }

    private void Decide(BasicBlock block, IOperation condition, PathState state, Continuation? after)
    {
        bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        foreach (bool isTrue in new[] { true, false })
        {
            PathState next = state.Copy();
            if (condition.ConstantValue is { HasValue: true, Value: bool known } ? known == isTrue
                : _events.TestOf(condition) is var (owner, isObject) ? Assume(next, owner, isTrue == isObject) : Assume(next, condition, isTrue))
            {
                Follow(isTrue == jumpsWhen ? block.ConditionalSuccessor : block.FallThroughSuccessor, next, after);
            }
        }
    }

    private static bool Assume(PathState state, ISymbol owner, bool isObject)
    {
        switch (state[owner])
        {
            case OwnedState.Untested:
                state.Set(owner, isObject ? OwnedState.Owned : OwnedState.Null);
                return true;
            case OwnedState.Owned:
                return isObject;
            case OwnedState.Null:
                return !isObject;
            case OwnedState.Released:
                state.Conditions.Doubt();
                return true;
            default:
                return true;
        }
    }

    private bool Assume(PathState state, IOperation condition, bool isTrue)
    {
        if (ConditionVariables.IsOfLoop(condition))
        {
            return true;
        }

        string text = condition.Syntax.ToString();
        if (state.Conditions.DecisionOf(text) is { } known)
        {
            return known == isTrue;
        }

        if (_variables.Of(condition) is { } variables)
        {
            state.Conditions.Decide(text, variables, isTrue);
        }
        else
        {
            state.Conditions.Doubt();
        }

        return true;
    }

    // Every finally that the branch leaves runs first.
    private void Follow(ControlFlowBranch? branch, PathState state, Continuation? after)
    {
        // The program ends; a finally around it runs first, which the graph does not show.
        if (branch is { Semantics: ControlFlowBranchSemantics.Throw } && !IsInTry(branch.Source))
        {
            Leave(state);
        }

        if (branch is null || branch.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow
            or ControlFlowBranchSemantics.ProgramTermination or ControlFlowBranchSemantics.Error)
        {
            return;
        }

        if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
        {
            if (after is not null)
            {
                _pending.Push((after.Block, state, after.Next));
            }

            return;
        }

        if (branch.Destination is not { } target)
        {
            return;
        }

        Continuation? next = after;
        for (int i = branch.FinallyRegions.Length - 1; i >= 0; i--)
        {
            next = new Continuation(target, next);
            target = _graph.Blocks[branch.FinallyRegions[i].FirstBlockOrdinal];
        }

        _pending.Push((target, state, next));
    }

    private static bool IsInTry(BasicBlock block)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.Try)
            {
                return true;
            }
        }

        return false;
    }

    private void Apply(OwnershipEvent item, PathState state)
    {
        switch (item.Kind)
        {
            case OwnershipEventKind.Acquire or OwnershipEventKind.AcquireAlways:
                if (state[item.Variable!] is OwnedState.Owned or OwnedState.Untested)
                {
                    Report(state, NotReleased(state.AcquisitionOf(item.Variable!)!));
                }

                bool isNeverNull = item.Kind == OwnershipEventKind.AcquireAlways
                    || (KfuncTable.Reference.Find(item.Function) is { } function && (function.Flags & KfuncFlags.MayReturnNull) == 0);
                state.Acquire(item, isNeverNull ? OwnedState.Owned : OwnedState.Untested);
                break;
            case OwnershipEventKind.Drop:
                Report(state, NotReleased(item));
                break;
            case OwnershipEventKind.Release:
                Release(item, state);
                break;
            case OwnershipEventKind.Use when state[item.Variable!] == OwnedState.Released:
                Report(state, new OwnershipFault(BpfDiagnostics.UsedAfterRelease, item.Syntax, item.Variable!.Name, ""));
                break;
            case OwnershipEventKind.Use when state[item.Variable!] == OwnedState.Untested:
                state.Set(item.Variable!, OwnedState.Owned); // the missing test is reported there
                break;
            case OwnershipEventKind.SetNull or OwnershipEventKind.GiveAway:
                if (item.Kind == OwnershipEventKind.SetNull && state[item.Variable!] is OwnedState.Owned)
                {
                    Report(state, NotReleased(state.AcquisitionOf(item.Variable!)!));
                }

                state.Set(item.Variable!, item.Kind == OwnershipEventKind.SetNull ? OwnedState.Null : OwnedState.Unknown);
                break;
            case OwnershipEventKind.Begin:
                state.Begin(item.Function, item.Syntax);
                break;
            case OwnershipEventKind.End:
                if (!state.End(item.Function) && _isProgram && !_events.CallsMethods)
                {
                    Report(state, new OwnershipFault(BpfDiagnostics.EndWithoutBegin, item.Syntax, OwnershipTable.EndOf(item.Function)!, item.Function));
                }

                break;
            case OwnershipEventKind.Write:
                state.Conditions.Forget(item.Variable!);
                break;
        }
    }

    private void Release(OwnershipEvent item, PathState state)
    {
        OwnedState before = state[item.Variable!];
        if (before == OwnedState.Released)
        {
            Report(state, new OwnershipFault(BpfDiagnostics.ReleasedTwice, item.Syntax, item.Variable!.Name, ""));
        }
        else if (before is OwnedState.Untested or OwnedState.Null)
        {
            Report(state, new OwnershipFault(BpfDiagnostics.NullReleased, item.Syntax, item.Variable!.Name, item.Function));
        }

        state.Set(item.Variable!, OwnedState.Released);
    }

    private void Leave(PathState state)
    {
        foreach (OwnershipEvent acquisition in state.Owned)
        {
            Report(state, NotReleased(acquisition));
        }

        foreach ((string function, SyntaxNode begin) in state.Begun)
        {
            // A method that only begins, or a method that is called, may leave the end to another one.
            if (_events.Ended.Contains(function) || (_isProgram && !_events.CallsMethods))
            {
                Report(state, new OwnershipFault(BpfDiagnostics.NotEnded, begin, function, OwnershipTable.EndOf(function)!));
            }
        }
    }

    private static OwnershipFault NotReleased(OwnershipEvent acquisition) => acquisition.Function switch
    {
        "bpf_ringbuf_reserve" when acquisition.Variable is { } record
            => new OwnershipFault(BpfDiagnostics.ReservationLeak, acquisition.Syntax, record.Name, ""),
        _ => new OwnershipFault(BpfDiagnostics.NotReleased, acquisition.Syntax, acquisition.Function, OwnershipTable.Acquires(acquisition.Function)
            ? $"call {OwnershipTable.ReleasersOf(acquisition.Function)}" : "write 'using' or 'foreach', or call 'Dispose'"),
    };

    private void Report(PathState state, OwnershipFault fault)
    {
        if (state.Conditions.AreCertain)
        {
            _faults.Add(fault);
        }
    }

    private sealed record Continuation(BasicBlock Block, Continuation? Next);
}
