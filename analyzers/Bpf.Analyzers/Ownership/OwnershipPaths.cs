using Bpf.ReferenceKernels;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>Follows the paths of a method as the verifier does, and finds objects that are not released, released twice, or used afterwards.</summary>
internal sealed class OwnershipPaths
{
    // Of a method with more paths, some are not looked at.
    private const int MostSteps = 20_000;

    private readonly ControlFlowGraph _graph;
    private readonly OwnershipEvents _events;
    private readonly ConditionVariables _variables;
    private readonly TuplePatterns _tuples;
    private readonly bool _isClosed;
    private readonly List<OwnershipEvent>?[] _eventsOf;
    private readonly Stack<(BasicBlock Block, PathState State, Continuation? After)> _pending = new();
    private readonly HashSet<OwnershipFault> _faults = [];
    private readonly List<(OwnedState State, bool IsCertain)> _ends = [];
    private IParameterSymbol? _given;

    /// <summary>Prepares to follow the paths of a method.</summary>
    /// <param name="graph">The method.</param>
    /// <param name="events">What it does.</param>
    /// <param name="variables">What its conditions depend on.</param>
    /// <param name="isClosed">Whether everything that the method begins has to end in it, and the other way around.</param>
    public OwnershipPaths(ControlFlowGraph graph, OwnershipEvents events, ConditionVariables variables, bool isClosed)
    {
        _graph = graph;
        _events = events;
        _variables = variables;
        _tuples = new TuplePatterns(graph);
        _isClosed = isClosed;
        _eventsOf = new List<OwnershipEvent>?[graph.Blocks.Length];
    }

    /// <summary>Whether to report also what happens on paths that the verifier may know not to be taken.</summary>
    public bool ReportsDoubts { get; init; }

    /// <summary>Whether the method returns a reference that no test has found.</summary>
    public bool ReturnsNull { get; private set; }

    /// <summary>Returns what has become of the parameter, after the paths are followed.</summary>
    /// <param name="returnsVoid">Whether the method tells its caller nothing.</param>
    public GivenOutcome OutcomeOf(bool returnsVoid)
    {
        bool Ends(Func<OwnedState, bool> isSo) => _ends.Count > 0 && _ends.TrueForAll(end => isSo(end.State));
        bool EndsSomewhere(OwnedState state) => _ends.Exists(end => end.IsCertain && end.State == state);
        return _pending.Count > 0 ? GivenOutcome.Unknown
            : Ends(static state => state == OwnedState.Released) ? GivenOutcome.Released
            : Ends(static state => state == OwnedState.Owned) ? GivenOutcome.Kept
            : returnsVoid && EndsSomewhere(OwnedState.Released) && EndsSomewhere(OwnedState.Owned) ? GivenOutcome.Either
            : GivenOutcome.Unknown;
    }

    /// <summary>Returns what the verifier refuses in a method whose parameter holds an object in some state.</summary>
    public IEnumerable<OwnershipFault> Find(IParameterSymbol parameter, OwnedState state)
    {
        PathState start = new();
        start.Acquire(new OwnershipEvent(OwnershipEventKind.Look, parameter, "", _graph.OriginalOperation.Syntax), state);
        _given = parameter;
        return Find(start, CancellationToken.None);
    }

    /// <summary>Returns what the verifier refuses.</summary>
    public IEnumerable<OwnershipFault> Find(CancellationToken cancellation) => Find(new PathState(), cancellation);

    private HashSet<OwnershipFault> Find(PathState start, CancellationToken cancellation)
    {
        _pending.Push((_graph.Blocks[0], start, null));
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
            if (Assume(next, condition, isTrue))
            {
                Follow(isTrue == jumpsWhen ? block.ConditionalSuccessor : block.FallThroughSuccessor, next, after);
            }
        }
    }

    // False for a way that the program does not take.
    private bool Assume(PathState state, IOperation condition, bool isTrue)
    {
        if (condition is IIsPatternOperation { Pattern: IDiscardPatternOperation })
        {
            return isTrue;
        }

        if (state.Facts.Of(condition, _events, state) is { } fact)
        {
            return fact.Value is { } known ? known == isTrue
                : fact.Acquisition != state.AcquisitionOf(fact.Owner!)?.Syntax || AssumeObject(state, fact.Owner!, isTrue == fact.IsObject);
        }

        // a & b is true, or a | b false.
        if (OwnershipEvents.Unwrap(condition) is IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } both
            && both.Type?.SpecialType == SpecialType.System_Boolean)
        {
            return (both.OperatorKind == BinaryOperatorKind.And) != isTrue
                || (Assume(state, both.LeftOperand, isTrue) && Assume(state, both.RightOperand, isTrue));
        }

        return _tuples.TestsOf(condition) is { } tests ? AssumeTuple(state, tests, isTrue) : AssumeOther(state, condition, isTrue);
    }

    private bool AssumeTuple(PathState state, List<(IOperation Element, IPatternOperation Pattern)> tests, bool isTrue)
    {
        foreach ((IOperation element, IPatternOperation pattern) in tests)
        {
            if (state.Facts.Of(element, _events, state) is not { } fact)
            {
                continue;
            }

            if (pattern is not IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool wanted } })
            {
                state.Conditions.Doubt();
            }
            else if (isTrue || tests.Count == 1)
            {
                if (!Assume(state, element, wanted == isTrue))
                {
                    return false;
                }
            }
            else if (fact.Value is not null || wanted != fact.IsObject)
            {
                state.Conditions.Doubt(); // with other arms it may say that there is an object
            }
        }

        return true;
    }

    private static bool AssumeObject(PathState state, ISymbol owner, bool isObject)
    {
        switch (state[owner])
        {
            case OwnedState.Untested:
                state.Set(owner, isObject ? state.Found(owner) : OwnedState.Null);
                return true;
            case OwnedState.Owned or OwnedState.Lent or OwnedState.OutOfLock:
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

    private bool AssumeOther(PathState state, IOperation condition, bool isTrue)
    {
        if (ConditionVariables.IsOfLoop(condition))
        {
            return true;
        }

        if (_variables.ComparisonOf(condition, isTrue) is var (variable, kind, constant))
        {
            return state.Conditions.Compare(variable, kind, constant);
        }

        string text = condition.Syntax.ToString();
        if (state.Conditions.DecisionOf(text) is { } known)
        {
            return known == isTrue;
        }

        // A test within a condition that is not understood may be what decides.
        if (!condition.Descendants().Any(part => state.Facts.Of(part, _events, state) is { Owner: not null }) && _variables.Of(condition) is { } variables)
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
                if (state.HasToRelease(item.Variable!))
                {
                    Report(state, NotReleased(state.AcquisitionOf(item.Variable!)!));
                }

                bool isNeverNull = item.Kind == OwnershipEventKind.AcquireAlways
                    || (KfuncTable.Reference.Find(item.Function) is { } function && (function.Flags & KfuncFlags.MayReturnNull) == 0);
                state.Acquire(item, isNeverNull ? OwnedState.Owned : OwnedState.Untested);
                break;
            case OwnershipEventKind.Share:
                // Of an object that the program owns, the kernel always makes another reference.
                bool isLent = item.Source is { } source && state[source] == OwnedState.Lent;
                state.Acquire(item, isLent ? OwnedState.Untested : OwnedState.Owned);
                break;
            case OwnershipEventKind.Bind:
                state.Facts.Set(item.Variable ?? item.Kept!, state.Facts.Of(item.Value!, _events, state));
                if (item.Variable is not null)
                {
                    state.Conditions.Forget(item.Variable);
                }

                break;
            case OwnershipEventKind.Borrow or OwnershipEventKind.Look:
                state.Acquire(item, OwnedState.Untested);
                break;
            case OwnershipEventKind.Drop:
                Report(state, NotReleased(item));
                break;
            case OwnershipEventKind.Release:
                Give(item, state, OwnedState.Released);
                break;
            case OwnershipEventKind.Keep:
                // Methods that set a BpfOwned test the pointer themselves, so that the verifier knows where it is null.
                Give(item, state, OwnedState.Released, IsOwned(item.Variable!) ? [OwnedState.Untested, OwnedState.Null] : [OwnedState.Null]);
                break;
            case OwnershipEventKind.Lend:
                Give(item, state, OwnedState.Lent);
                break;
            case OwnershipEventKind.Use:
                Use(item, state);
                break;
            case OwnershipEventKind.Alias:
                state.Alias(item.Variable!, item.Source!);
                break;
            case OwnershipEventKind.Call:
                Call(item, state);
                break;
            case OwnershipEventKind.UseResult:
                Report(state, new OwnershipFault(BpfDiagnostics.UncheckedReference, item.Syntax, item.Name, ""));
                break;
            case OwnershipEventKind.Return:
                ReturnsNull |= state.Conditions.AreCertain && state[item.Variable!] is OwnedState.Untested or OwnedState.Null && IsReference(item.Variable!);
                state.Set(item.Variable!, OwnedState.Unknown);
                break;
            case OwnershipEventKind.TailCall:
                foreach (OwnershipEvent acquisition in state.Owned)
                {
                    Report(state, NotReleased(acquisition));
                }

                break;
            case OwnershipEventKind.Lock:
                CheckCall(item, state);
                state.Lock();
                break;
            case OwnershipEventKind.Unlock:
                state.Unlock();
                break;
            case OwnershipEventKind.CallOutOfLock:
                CheckCall(item, state);
                break;
            case OwnershipEventKind.CallInLock:
                if (!state.HoldsLock && _isClosed)
                {
                    Report(state, new OwnershipFault(BpfDiagnostics.LockNotHeld, item.Syntax, item.Name, ""));
                }

                break;
            case OwnershipEventKind.SetNull or OwnershipEventKind.GiveAway:
                if (item.Kind == OwnershipEventKind.SetNull && state[item.Variable!] is OwnedState.Owned)
                {
                    Report(state, NotReleased(state.AcquisitionOf(item.Variable!)!));
                }

                if (item.Kind == OwnershipEventKind.SetNull && (IsReference(item.Variable!) || _events.IsHandle(item.Variable!)))
                {
                    state.Acquire(item with { Kind = OwnershipEventKind.Look }, OwnedState.Null);
                }
                else
                {
                    state.Set(item.Variable!, item.Kind == OwnershipEventKind.SetNull ? OwnedState.Null : OwnedState.Unknown);
                }

                break;
            case OwnershipEventKind.Begin:
                state.Begin(item.Function, item.Syntax);
                break;
            case OwnershipEventKind.End:
                if (!state.End(item.Function) && _isClosed)
                {
                    Report(state, new OwnershipFault(BpfDiagnostics.EndWithoutBegin, item.Syntax, OwnershipTable.EndOf(item.Function)!, item.Function));
                }

                break;
            case OwnershipEventKind.Write:
                state.Facts.Set(item.Variable!, null);
                state.Conditions.Forget(item.Variable!);
                break;
        }
    }

    private void Call(OwnershipEvent item, PathState state)
    {
        ISymbol variable = item.Variable!;
        if (item.Summary!.NeedsObject || (item.Summary.UsesObject && state[variable] == OwnedState.Released))
        {
            Use(item, state);
        }

        switch (item.Summary.Outcome)
        {
            case GivenOutcome.Released when state[variable] == OwnedState.Owned:
                state.Set(variable, OwnedState.Released);
                break;
            case GivenOutcome.Kept:
                break;
            case GivenOutcome.Either when state.HasToRelease(variable):
                Report(state, NotReleased(state.AcquisitionOf(variable)!));
                state.Set(variable, OwnedState.Unknown);
                break;
            default:
                state.Set(variable, OwnedState.Unknown);
                break;
        }
    }

    private void Give(OwnershipEvent item, PathState state, OwnedState after, params OwnedState[] nulls)
    {
        OwnedState before = state[item.Variable!];
        if (before is OwnedState.Released or OwnedState.Lent or OwnedState.OutOfLock)
        {
            Report(state, new OwnershipFault(BpfDiagnostics.ReleasedTwice, item.Syntax, item.Variable!.Name, ""));
        }
        else if (before is (OwnedState.Untested or OwnedState.Null) && !nulls.Contains(before))
        {
            Report(state, new OwnershipFault(BpfDiagnostics.NullReleased, item.Syntax, item.Variable!.Name, item.Function));
        }

        state.Set(item.Variable!, after);
    }

    private void Use(OwnershipEvent item, PathState state)
    {
        ISymbol variable = item.Variable!;
        if (state[variable] is OwnedState.Released or OwnedState.OutOfLock)
        {
            BpfDiagnostic diagnostic = state[variable] == OwnedState.Released ? BpfDiagnostics.UsedAfterRelease : BpfDiagnostics.UsedOutOfLock;
            Report(state, new OwnershipFault(diagnostic, item.Syntax, variable.Name, ""));
        }
        else if (state[variable] is OwnedState.Untested or OwnedState.Null && IsReference(variable))
        {
            Report(state, new OwnershipFault(BpfDiagnostics.UncheckedReference,
                item.Syntax is MemberAccessExpressionSyntax access ? access.Expression : item.Syntax, variable.Name, ""));
            state.Set(variable, OwnedState.Unknown);
        }
        else if (state[variable] == OwnedState.Null && _events.IsHandle(variable))
        {
            Report(state, new OwnershipFault(BpfDiagnostics.UnsetHandle, item.Syntax, variable.Name, ""));
            state.Set(variable, OwnedState.Unknown);
        }
        else if (state[variable] == OwnedState.Untested)
        {
            if (IsOwned(variable))
            {
                Report(state, new OwnershipFault(BpfDiagnostics.UncheckedObject, item.Syntax, variable.Name, state.AcquisitionOf(variable)!.Name));
            }

            state.Set(variable, state.Found(variable)); // a pointer without a test is reported elsewhere
        }
    }

    private void CheckCall(OwnershipEvent item, PathState state)
    {
        if (state.HoldsLock)
        {
            Report(state, new OwnershipFault(BpfDiagnostics.CallInLock, item.Syntax, item.Name, ""));
        }
    }

    private void Leave(PathState state)
    {
        if (_given is not null)
        {
            _ends.Add((state[_given], state.Conditions.AreCertain));
            return;
        }

        foreach (OwnershipEvent acquisition in state.Owned)
        {
            Report(state, NotReleased(acquisition));
        }

        foreach ((string function, SyntaxNode begin) in state.Begun)
        {
            // A method that only begins, or a method that is called, may leave the end to another one.
            if (_events.Ended.Contains(function) || _isClosed)
            {
                Report(state, new OwnershipFault(BpfDiagnostics.NotEnded, begin, function, OwnershipTable.EndOf(function)!));
            }
        }
    }

    private static OwnershipFault NotReleased(OwnershipEvent acquisition) => acquisition.Function switch
    {
        "bpf_ringbuf_reserve" when acquisition.Variable is { } record
            => new OwnershipFault(BpfDiagnostics.ReservationLeak, acquisition.Syntax, record.Name, ""),
        _ => new OwnershipFault(BpfDiagnostics.NotReleased, acquisition.Syntax, acquisition.Name, AdviceOn(acquisition)),
    };

    private static string AdviceOn(OwnershipEvent acquisition)
        => acquisition.Variable is { } variable && IsOwned(variable)
            ? "call 'Release', or give it to a list, a tree or a reference in a map"
            : acquisition.Function == "bpf_ringbuf_reserve_dynptr" ? "call 'Submit' or 'Discard' of the ring buffer"
            : OwnershipTable.Acquires(acquisition.Function) ? $"call {OwnershipTable.DescribeReleasersOf(acquisition.Function)}"
            : "write 'using' or 'foreach', or call 'Dispose'";

    private static bool IsReference(ISymbol variable)
        => variable is ILocalSymbol { RefKind: RefKind.None, Type.Name: "BpfRef" or "BpfInnerMap" }
            or IParameterSymbol { Type.Name: "BpfRef" or "BpfInnerMap" };

    private static bool IsOwned(ISymbol variable) => variable is ILocalSymbol { Type.Name: "BpfOwned" };

    private void Report(PathState state, OwnershipFault fault)
    {
        if (ReportsDoubts || state.Conditions.AreCertain)
        {
            _faults.Add(fault);
        }
    }

    private sealed record Continuation(BasicBlock Block, Continuation? Next);
}
