using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>What a path knows about its local variables of type <c>bool</c>, and about the values that the control flow graph keeps.</summary>
internal sealed class PathFacts
{
    private readonly List<(object Key, PathFact Fact)> _facts = [];

    /// <summary>Returns a copy, for another branch.</summary>
    public PathFacts Copy()
    {
        PathFacts copy = new();
        copy._facts.AddRange(_facts);
        return copy;
    }

    /// <summary>A variable gets a value; null for one about which nothing is known.</summary>
    public void Set(object key, PathFact? fact)
    {
        _facts.RemoveAll(known => AreSame(known.Key, key));
        if (fact is not null)
        {
            _facts.Add((key, fact));
        }
    }

    /// <summary>Returns what is known about a value; null for nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="events">What tells tests of objects from other conditions.</param>
    /// <param name="state">The path.</param>
    public PathFact? Of(IOperation value, OwnershipEvents events, PathState state) => OwnershipEvents.Unwrap(value) switch
    {
        { ConstantValue: { HasValue: true, Value: bool known } } => PathFact.Known(known),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Of(not.Operand, events, state)?.Not(),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
            when BoolOf(comparison.RightOperand) is { } right && Of(comparison.LeftOperand, events, state) is { } left
            => right == (comparison.OperatorKind == BinaryOperatorKind.Equals) ? left : left.Not(),
        IIsPatternOperation { Pattern: IConstantPatternOperation pattern } match
            when BoolOf(pattern.Value) is { } wanted && Of(match.Value, events, state) is { } matched => wanted ? matched : matched.Not(),
        var other when KeyOf(other) is { } key && _facts.Find(known => AreSame(known.Key, key)).Fact is { } fact => fact,
        var other when events.TestOf(other) is var (owner, isObject) => new PathFact(null, owner, isObject, AcquisitionOf(other, owner, state)),
        _ => null,
    };

    /// <summary>Returns the variable or kept value that an operand is; null for others.</summary>
    public static object? KeyOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Boolean } local } => local,
        IFlowCaptureReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } capture => capture.Id,
        _ => null,
    };

    // A call tests what it acquires itself.
    private static SyntaxNode? AcquisitionOf(IOperation test, ISymbol owner, PathState state)
        => test is IInvocationOperation ? test.Syntax : state.AcquisitionOf(owner)?.Syntax;

    private static bool? BoolOf(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: bool value } ? value : null;

    private static bool AreSame(object one, object other)
        => one is ISymbol symbol ? SymbolEqualityComparer.Default.Equals(symbol, other as ISymbol) : one.Equals(other);
}
