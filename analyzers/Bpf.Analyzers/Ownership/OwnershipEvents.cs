using Bpf.Analyzers.Maps;
using Bpf.Analyzers.Reachability;
using Bpf.ReferenceKernels;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>Finds what the basic blocks of a method do to the objects that it acquires.</summary>
internal sealed class OwnershipEvents
{
    private const string SpinLock = "bpf_spin_lock";
    private const string TailCall = "bpf_tail_call";

    private static readonly Comparer<OwnershipEvent> s_order =
        Comparer<OwnershipEvent>.Create(static (one, other) => one.Syntax.Span.End.CompareTo(other.Syntax.Span.End));

    private readonly BpfSymbols _symbols;
    private readonly MethodSummaries _summaries;
    private readonly HashSet<ISymbol> _owners = new(SymbolEqualityComparer.Default);

    private OwnershipEvents(BpfSymbols symbols, MethodSummaries summaries)
    {
        _symbols = symbols;
        _summaries = summaries;
    }

    /// <summary>Whether the method acquires or begins anything that the analysis follows.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Whether the method ends what pairs of functions begin, by the name of the function that begins.</summary>
    public HashSet<string> Ended { get; } = [];

    /// <summary>Whether the method calls methods of the user that may begin, end or release something.</summary>
    public bool CallsMethods { get; private set; }

    /// <summary>Looks for acquisitions in a method.</summary>
    /// <param name="function">The method.</param>
    /// <param name="symbols">The vocabulary.</param>
    /// <param name="summaries">What the methods do that it calls.</param>
    /// <param name="given">A parameter that holds an object; null for none.</param>
    public static OwnershipEvents Of(FunctionBody function, BpfSymbols symbols, MethodSummaries summaries, IParameterSymbol? given = null)
    {
        OwnershipEvents events = new(symbols, summaries);
        HashSet<ISymbol> shared = new(SymbolEqualityComparer.Default);
        List<(ILocalSymbol Local, ISymbol Source)> copies = [];
        if (given is not null)
        {
            events.IsEmpty = false;
            events._owners.Add(given);
        }

        foreach (IOperation operation in function.Code.Descendants())
        {
            if (CopyOf(operation) is var (local, value))
            {
                if (events.IsHandle(local) && IsNull(value))
                {
                    events.IsEmpty = false;
                    events._owners.Add(local);
                }
                else if (SourceOf(local, value) is { } source)
                {
                    copies.Add((local, source));
                }
            }

            events.NoteResult(operation);
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                shared.UnionWith(operation.Descendants().OfType<ILocalReferenceOperation>().Select(static reference => reference.Local));
            }
            else if (operation is IInvocationOperation call)
            {
                events.Note(call);
            }
        }

        // A copy of a copy is one too, whichever comes first.
        while (copies.FindIndex(copy => events._owners.Contains(copy.Source)) is >= 0 and var found)
        {
            events._owners.Add(copies[found].Local);
            copies.RemoveAt(found);
        }

        events._owners.RemoveWhere(owner => shared.Contains(owner)
            || (function.Function is { } inner && !SymbolEqualityComparer.Default.Equals(owner.ContainingSymbol, inner)));
        return events;
    }

    // A local that gets a value: where it is declared, or later.
    private static (ILocalSymbol Local, IOperation Value)? CopyOf(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer() is { Value: var value } => (local, value),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value } => (local, value),
        _ => null,
    };

    // The variable of which a local is a copy, or to whose fields it is a reference.
    private static ISymbol? SourceOf(ILocalSymbol local, IOperation value)
    {
        IOperation source = Unwrap(value);
        if (local.RefKind == RefKind.None)
        {
            return IsReferenceType(local.Type) ? VariableOf(source) : null;
        }

        bool isPart = false;
        while (source is IFieldReferenceOperation { Instance: { } instance })
        {
            isPart = true;
            source = instance;
        }

        return isPart && source is IPropertyReferenceOperation { Property.Name: "Value", Instance: { } record } && IsReferenceType(record.Type)
            ? VariableOf(record) : null;
    }

    private static bool IsReferenceType(ITypeSymbol? type) => type is { Name: "BpfRef" or "BpfInnerMap" };

    /// <summary>Returns true for variables that refer to nothing until they are set, and that nobody tests: maps and dynptrs.</summary>
    public bool IsHandle(ISymbol variable) => variable is ILocalSymbol { RefKind: RefKind.None, Type: var type }
        && (_symbols.IsMap(type) || (type.Name == "BpfDynptr" && _symbols.IsVocabulary(type)));

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    // The value of a method or property of the user that may return no reference.
    private IMethodSymbol? MethodThatFails(IOperation operation)
        => operation.Type is { Name: "BpfRef" } && operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation { Property.GetMethod: { } getter } => getter,
            _ => null,
        } is { } method && _summaries.MayReturnNull(method) ? method : null;

    private void NoteResult(IOperation operation)
    {
        if (MethodThatFails(operation) is null)
        {
            return;
        }

        IsEmpty = false;
        if (LocalWith(operation) is { } local)
        {
            _owners.Add(local);
        }
    }

    /// <summary>Returns the events of a block, in order.</summary>
    public List<OwnershipEvent> In(BasicBlock block)
    {
        List<OwnershipEvent> events = [];
        foreach (IOperation statement in BlockCode.Of(block))
        {
            int start = events.Count;
            foreach (IOperation operation in statement.DescendantsAndSelf())
            {
                events.AddRange(EventsOf(operation, block));
            }

            // A call comes after its arguments.
            events.Sort(start, events.Count - start, s_order);
        }

        return events;
    }

    /// <summary>Returns the local that a condition tests, and whether it holds an object when the condition is true; null for other conditions.</summary>
    public (ISymbol Variable, bool IsObject)? TestOf(IOperation condition)
    {
        IOperation test = Unwrap(condition);
        return test switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => TestOf(not.Operand) is var (variable, isObject) ? (variable, !isObject) : null,
            IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean } call
                => AcquiredBy(call) is { } owner && _owners.Contains(owner) ? (owner, true) : null,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                => (OwnerIn(comparison.LeftOperand) is { } left && IsNull(comparison.RightOperand) ? left
                    : OwnerIn(comparison.RightOperand) is { } right && IsNull(comparison.LeftOperand) ? right : null) is { } compared
                    ? (compared, comparison.OperatorKind == BinaryOperatorKind.NotEquals) : null,
            IIsNullOperation isNull => OwnerIn(isNull.Operand) is { } tested ? (tested, false) : null,
            IIsPatternOperation { Pattern: IConstantPatternOperation pattern } match when IsNull(pattern.Value)
                => OwnerIn(match.Value) is { } matched ? (matched, false) : null,
            IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation pattern } } match when IsNull(pattern.Value)
                => OwnerIn(match.Value) is { } matched ? (matched, true) : null,
            IPropertyReferenceOperation { Property.Name: "IsNull", Instance: { } instance } => OwnerIn(instance) is { } record ? (record, false) : null,
            _ => null,
        };
    }

    /// <summary>Removes conversions and parentheses.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        }

        return operation;
    }

    /// <summary>Returns true for a call that acquires an object or null.</summary>
    public bool MayAcquire(IInvocationOperation call)
        => FunctionOf(call.TargetMethod) is { } function && AcquiresObject(call, function) && !(AcquiredBy(call) is { } owner && IsNeverNull(call, owner));

    private void Note(IInvocationOperation call)
    {
        if (Looks(call) && AcquiredBy(call) is { } reference)
        {
            IsEmpty = false;
            _owners.Add(reference);
            return;
        }

        if (FunctionOf(call.TargetMethod) is not { } function)
        {
            CallsMethods |= !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty;
            return;
        }

        IsEmpty &= function != SpinLock && !OwnershipTable.NeedsLock(function);

        if (OwnershipTable.BeginOf(function) is { } begin && call.TargetMethod.ReturnsVoid && !IsOfObject(call.TargetMethod))
        {
            Ended.Add(begin);
        }

        if (IsScoped(call))
        {
            return;
        }

        if (AcquiresObject(call, function) || Borrows(call.TargetMethod, function))
        {
            IsEmpty = false;
            if (AcquiredBy(call) is { } owner)
            {
                _owners.Add(owner);
            }
        }
        else if (BeginsPair(call.TargetMethod, function))
        {
            IsEmpty = false;
        }
    }

    private string? FunctionOf(ISymbol method) => FunctionOf(method, _symbols);

    /// <summary>Returns the function of the kernel that a method or property is or calls; null for others.</summary>
    public static string? FunctionOf(ISymbol method, BpfSymbols symbols)
        => symbols.HelperOf(method)?.Name
            ?? BpfSymbols.AttributeOf(method, symbols.KfuncAttribute)?.ConstructorArguments.FirstOrDefault().Value as string
            ?? BpfSymbols.AttributeOf(method, symbols.CallsAttribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    // A pointer, a record, or something to dispose.
    private static bool AcquiresObject(IInvocationOperation call, string function)
        => IsDisposable(call.TargetMethod.ReturnType)
            || (OwnershipTable.Acquires(function) && (call.TargetMethod.ReturnType is IPointerTypeSymbol || call.TargetMethod.Parameters.Any(IsOut)));

    /// <summary>Returns true for a call that looks for an element of a map, or other memory that the program does not release.</summary>
    public bool Looks(IInvocationOperation call) => call.TargetMethod is { Name: "TryGetRef" or "TryGetMap" } method && _symbols.IsVocabulary(method);

    // An object that stays in a list or tree.
    private static bool Borrows(IMethodSymbol method, string function)
        => OwnershipTable.NeedsLock(function) && !OwnershipTable.Acquires(function) && method.Parameters.Any(IsOut);

    private static bool BeginsPair(IMethodSymbol method, string function)
        => OwnershipTable.EndOf(function) is not null && !IsDisposable(method.ReturnType) && !IsOfObject(method);

    // The flags or the lock that they are given tell several pairs apart; those are not followed.
    private static bool IsOfObject(IMethodSymbol method) => method.Parameters.Length > 0 || !method.IsStatic;

    private static bool IsDisposable(ITypeSymbol type)
        => type is INamedTypeSymbol { IsRefLikeType: true }
            && type.GetMembers("Dispose").OfType<IMethodSymbol>().Any(static method => method.Parameters.IsEmpty);

    private static bool IsNeverNull(IInvocationOperation call, ILocalSymbol owner)
        => IsDisposable(call.TargetMethod.ReturnType) || owner.Type.Name == "BpfDynptr";

    // Where the result is the object, the parameter says why not.
    private static bool IsSetByOut(IMethodSymbol method) => method.ReturnType is not IPointerTypeSymbol && method.Parameters.Any(IsOut);

    private static bool IsOut(IParameterSymbol parameter) => parameter.RefKind == RefKind.Out;

    // The language disposes it.
    private static bool IsScoped(IInvocationOperation call)
    {
        SyntaxNode syntax = call.Syntax;
        while (syntax.Parent is ParenthesizedExpressionSyntax)
        {
            syntax = syntax.Parent;
        }

        return syntax.Parent switch
        {
            CommonForEachStatementSyntax loop => loop.Expression == syntax,
            UsingStatementSyntax statement => statement.Expression == syntax,
            EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Parent: { } declaration } }
                => declaration is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 },
            _ => false,
        };
    }

    /// <summary>Returns the local that receives the object; null when none does.</summary>
    public static ILocalSymbol? AcquiredBy(IInvocationOperation call)
    {
        if (IsSetByOut(call.TargetMethod))
        {
            return BpfReferences.OutLocal(call);
        }

        return LocalWith(call);
    }

    // The local that gets a value.
    private static ILocalSymbol? LocalWith(IOperation operation)
    {
        IOperation value = operation;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Value == value => BpfReferences.LocalOf(assignment.Target),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            _ => null,
        };
    }

    // The lock first: it is held, or not, while the function runs.
    private IEnumerable<OwnershipEvent> EventsOf(IOperation operation, BasicBlock block)
    {
        if (operation switch { IInvocationOperation call => call.TargetMethod, IPropertyReferenceOperation property => property.Property, _ => (ISymbol?)null }
            is { } called && LockEventOf(called, operation.Syntax) is { } found)
        {
            yield return found;
        }

        if (EventOf(operation, block) is { } other)
        {
            yield return other;
        }
    }

    private OwnershipEvent? LockEventOf(ISymbol called, SyntaxNode syntax)
    {
        if (FunctionOf(called) is not { } function)
        {
            return null;
        }

        OwnershipEventKind? kind = function == TailCall ? OwnershipEventKind.TailCall
            : function == SpinLock ? OwnershipEventKind.Lock
            : function == OwnershipTable.EndOf(SpinLock) ? OwnershipEventKind.Unlock
            : OwnershipTable.NeedsLock(function) ? OwnershipEventKind.CallInLock
            : OwnershipTable.IsRefusedInLock(function, IsHelper(called, function)) ? OwnershipEventKind.CallOutOfLock : null;
        return kind is { } known ? new OwnershipEvent(known, null, function, syntax) { Name = called.Name } : null;
    }

    private bool IsHelper(ISymbol method, string function)
        => !BpfSymbols.Has(method, _symbols.KfuncAttribute) && KfuncTable.Reference.Find(function) is null;

    private OwnershipEvent? EventOf(IOperation operation, BasicBlock block) => operation switch
    {
        IInvocationOperation call => EventOf(call),
        IFlowCaptureOperation { Value: { Type.SpecialType: SpecialType.System_Boolean } value } capture
            => new OwnershipEvent(OwnershipEventKind.Bind, null, "", capture.Syntax) { Value = value, Kept = capture.Id },
        ISimpleAssignmentOperation { Target: var target } assignment when PathFacts.KeyOf(target) is ISymbol flag
            => new OwnershipEvent(OwnershipEventKind.Bind, flag, "", assignment.Syntax) { Value = assignment.Value },
        IPropertyReferenceOperation { Property.Name: "Value", Instance: { } instance } property when MethodThatFails(instance) is { } method
            => new OwnershipEvent(OwnershipEventKind.UseResult, null, "", property.Syntax) { Name = (method.AssociatedSymbol ?? method).Name },
        IPropertyReferenceOperation when MethodThatFails(operation) is not null && LocalWith(operation) is { } local && _owners.Contains(local)
            => new OwnershipEvent(OwnershipEventKind.Look, local, "", operation.Syntax),
        ILocalReferenceOperation or IParameterReferenceOperation => VariableOf(operation) is { } variable && _owners.Contains(variable)
            ? EventOfOwner(operation, variable, block) : WriteOf(operation, VariableOf(operation)!),
        IFieldReferenceOperation reference => WriteOf(reference, reference.Field),
        _ => null,
    };

    private OwnershipEvent? EventOf(IInvocationOperation call)
    {
        if (Looks(call) && AcquiredBy(call) is { } reference)
        {
            return _owners.Contains(reference)
                ? new OwnershipEvent(OwnershipEventKind.Look, reference, "", call.Syntax) { Name = call.TargetMethod.Name } : null;
        }

        if (MethodThatFails(call) is not null && LocalWith(call) is { } result && _owners.Contains(result))
        {
            return new OwnershipEvent(OwnershipEventKind.Look, result, "", call.Syntax);
        }

        if (FunctionOf(call.TargetMethod) is not { } function || IsScoped(call))
        {
            return null;
        }

        string name = call.TargetMethod.Name;
        bool acquires = AcquiresObject(call, function);
        if (acquires || Borrows(call.TargetMethod, function))
        {
            if (AcquiredBy(call) is { } owner)
            {
                OwnershipEventKind kind = !acquires ? OwnershipEventKind.Borrow
                    : OwnershipTable.Shares(function) ? OwnershipEventKind.Share
                    : IsNeverNull(call, owner) ? OwnershipEventKind.AcquireAlways : OwnershipEventKind.Acquire;
                ILocalSymbol? shared = (call.Instance as ILocalReferenceOperation)?.Local;
                return _owners.Contains(owner) ? new OwnershipEvent(kind, owner, function, call.Syntax) { Name = name, Source = shared } : null;
            }

            return acquires && IsLost(call) ? new OwnershipEvent(OwnershipEventKind.Drop, null, function, call.Syntax) { Name = name } : null;
        }

        return BeginsPair(call.TargetMethod, function) ? new OwnershipEvent(OwnershipEventKind.Begin, null, function, call.Syntax)
            : OwnershipTable.BeginOf(function) is { } begin && !IsOfObject(call.TargetMethod)
            ? new OwnershipEvent(OwnershipEventKind.End, null, begin, call.Syntax) : null;
    }

    // Nothing keeps what the call acquires.
    private static bool IsLost(IInvocationOperation call)
    {
        if (IsSetByOut(call.TargetMethod))
        {
            return call.Arguments.Any(static argument => argument is { Parameter.RefKind: RefKind.Out, Value: IDiscardOperation });
        }

        IOperation value = call;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IIsPatternOperation or IIsNullOperation;
    }

    private OwnershipEvent? EventOfOwner(IOperation reference, ISymbol variable, BasicBlock block)
    {
        IOperation value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        switch (value.Parent)
        {
            case ISimpleAssignmentOperation { IsRef: true } reassignment
                when reassignment.Target == value && SourceOf((ILocalSymbol)variable, reassignment.Value) is { } whole:
                return Alias(whole, reassignment.Syntax);
            case not null when variable is ILocalSymbol { RefKind: not RefKind.None }:
                return Event(OwnershipEventKind.Use, "", reference.Syntax);
            case ISimpleAssignmentOperation assignment when assignment.Target == value:
                IOperation assigned = Unwrap(assignment.Value);
                if (MethodThatFails(assigned) is not null)
                {
                    return null; // the result of the method
                }

                if (IsReferenceType(reference.Type) && VariableOf(assigned) is { } source && _owners.Contains(source))
                {
                    return Alias(source, assignment.Syntax);
                }

                return assigned is IInvocationOperation call && FunctionOf(call.TargetMethod) is { } function && AcquiresObject(call, function) ? null
                    : Event(IsNull(assigned) ? OwnershipEventKind.SetNull : OwnershipEventKind.GiveAway, "", assignment.Syntax);
            case IDeclarationExpressionOperation:
            case IArgumentOperation { Parameter.RefKind: RefKind.Out } when value.Parent is not IArgumentOperation argument
                || (argument.Parent is IInvocationOperation taker && (Looks(taker) || (FunctionOf(taker.TargetMethod) is { } acquirer
                    && (AcquiresObject(taker, acquirer) || Borrows(taker.TargetMethod, acquirer))))):
                return null; // the acquisition
            case IArgumentOperation { Parent: IInvocationOperation receiver } argument:
                return EventOfArgument(receiver, argument);
            case IInvocationOperation member when member.Instance == value:
                bool releases = member.TargetMethod.Name == "Dispose" || (FunctionOf(member.TargetMethod) is { } called && OwnershipTable.Releases(called));
                return Event(releases ? OwnershipEventKind.Release : OwnershipEventKind.Use, member.TargetMethod.Name, member.Syntax);
            case IPropertyReferenceOperation { Property.Name: "Value" } property when property.Instance == value:
                return Event(MayBeTestedLater(property) ? OwnershipEventKind.GiveAway : OwnershipEventKind.Use, "", property.Syntax);
            case IPropertyReferenceOperation property when property.Instance == value && IsCondition(property, block):
            case IBinaryOperation comparison when IsCondition(comparison, block):
            case IIsPatternOperation pattern when IsCondition(pattern, block):
            case IIsNullOperation isNull when IsCondition(isNull, block):
                return null; // the branch tells them apart
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var copy } }
                when IsReferenceType(reference.Type) && _owners.Contains(copy):
                return null; // the copy says it
            case null when block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return }:
                return Event(OwnershipEventKind.Return, "", reference.Syntax);
            default:
                return Event(IsFollowed(reference.Syntax) ? OwnershipEventKind.Use : OwnershipEventKind.GiveAway, "", reference.Syntax);
        }

        OwnershipEvent Event(OwnershipEventKind kind, string function, SyntaxNode syntax) => new(kind, variable, function, syntax);

        OwnershipEvent Alias(ISymbol source, SyntaxNode syntax) => new(OwnershipEventKind.Alias, variable, "", syntax) { Source = source };

        OwnershipEvent EventOfArgument(IInvocationOperation receiver, IArgumentOperation argument)
        {
            string? function = FunctionOf(receiver.TargetMethod);
            if (function is null && argument.Parameter is { RefKind: RefKind.None } parameter && IsReferenceType(parameter.Type)
                && _summaries.Of(parameter) is { Outcome: not GivenOutcome.Unknown } summary)
            {
                return Event(OwnershipEventKind.Call, "", argument.Syntax) with { Summary = summary };
            }

            OwnershipEventKind kind = function is null ? OwnershipEventKind.GiveAway
                : OwnershipTable.Releases(function) ? OwnershipEventKind.Release
                : OwnershipTable.Keeps(function) ? OwnershipEventKind.Keep
                : OwnershipTable.Lends(function) ? OwnershipEventKind.Lend
                // A function of the kernel that neither acquires nor releases leaves its arguments alone; those of lists may take them.
                : KeepsArguments(function) ? OwnershipEventKind.Use : OwnershipEventKind.GiveAway;
            return Event(kind, function is null ? "" : receiver.TargetMethod.Name, receiver.Syntax);
        }
    }

    // By reference: Unsafe.IsNullRef.
    private bool MayBeTestedLater(IPropertyReferenceOperation value) => value.Parent switch
    {
        IArgumentOperation { Parameter.RefKind: not RefKind.None, Parent: IInvocationOperation { TargetMethod: var method } }
            => method.ContainingType.Name == "Unsafe"
                || (!method.DeclaringSyntaxReferences.IsEmpty && !_symbols.IsVocabulary(method) && !BpfSymbols.Has(method, _symbols.GlobalFunctionAttribute)),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        ISimpleAssignmentOperation { IsRef: true } => true,
        _ => false,
    };

    private static bool KeepsArguments(string function)
        => !(OwnershipTable.NeedsLock(function) || function.StartsWith("bpf_obj_", StringComparison.Ordinal)
            || function.StartsWith("bpf_refcount_", StringComparison.Ordinal) || function.IndexOf("_ct_", StringComparison.Ordinal) >= 0
            || function.IndexOf("insert", StringComparison.Ordinal) >= 0 || function.IndexOf("enqueue", StringComparison.Ordinal) >= 0);

    private static OwnershipEvent? WriteOf(IOperation reference, ISymbol variable)
        => reference.Parent is IAssignmentOperation { Target: var target } assignment && target == reference
                && !(assignment is ISimpleAssignmentOperation && PathFacts.KeyOf(reference) is not null)
            || reference.Parent is IIncrementOrDecrementOperation or IAddressOfOperation
            || reference.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref }
                ? new OwnershipEvent(OwnershipEventKind.Write, variable, "", reference.Parent!.Syntax) : null;

    private bool IsCondition(IOperation operation, BasicBlock block)
    {
        IOperation? around = operation;
        while (around?.Parent is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } or IParenthesizedOperation or IConversionOperation)
        {
            around = around.Parent;
        }

        return block.ConditionKind != ControlFlowConditionKind.None && around == block.BranchValue && TestOf(around!) is not null;
    }

    private static bool IsNull(IOperation operation)
        => Unwrap(operation) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;

    private ISymbol? OwnerIn(IOperation operation) => VariableOf(Unwrap(operation)) is { } variable && _owners.Contains(variable) ? variable : null;

    // p->…, *p and p[i]
    private static bool IsFollowed(SyntaxNode syntax)
    {
        while (syntax.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            syntax = syntax.Parent;
        }

        return syntax.Parent switch
        {
            MemberAccessExpressionSyntax access => access.IsKind(SyntaxKind.PointerMemberAccessExpression) && access.Expression == syntax,
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PointerIndirectionExpression),
            ElementAccessExpressionSyntax element => element.Expression == syntax,
            _ => false,
        };
    }
}
