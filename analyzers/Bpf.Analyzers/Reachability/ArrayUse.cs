using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Reachability;

/// <summary>
/// Determines which uses of an array only read it. Anything that is not clearly a read counts as a write: a reference to an element, a span, a pointer.
/// </summary>
internal static class ArrayUse
{
    /// <summary>Returns true for a use of an array that only reads it.</summary>
    public static bool IsRead(IOperation array) => array.Parent switch
    {
        IArrayElementReferenceOperation element when element.ArrayReference == array => IsReadElement(element),
        IPropertyReferenceOperation { Property.Name: "Length" or "LongLength" } => true,
        IForEachLoopOperation or INameOfOperation => true,
        IConversionOperation { Type: { Name: "ReadOnlySpan", ContainingNamespace.Name: "System" } } => true,
        IConversionOperation { IsImplicit: true, Parent: IForEachLoopOperation } => true,
        _ => false,
    };

    private static bool IsReadElement(IOperation element) => element.Parent switch
    {
        IFieldReferenceOperation { Field.IsFixedSizeBuffer: false } part when part.Instance == element => IsReadElement(part),
        IInlineArrayAccessOperation access when access.Instance == element => IsReadElement(access),
        IInvocationOperation call when call.Instance == element => call.TargetMethod.IsReadOnly,
        IPropertyReferenceOperation property when property.Instance == element => property.Property.GetMethod is { IsReadOnly: true, ReturnsByRef: false }
            && property.Parent is not IAssignmentOperation { Target: IPropertyReferenceOperation } and not IIncrementOrDecrementOperation,
        IArgumentOperation { Parameter.RefKind: RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter } => true,
        ISimpleAssignmentOperation assignment => assignment.Value == element && !assignment.IsRef,
        ICompoundAssignmentOperation assignment => assignment.Value == element,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None or RefKind.RefReadOnly, IsFixed: false } } } =>
            true,
        IArrayElementReferenceOperation outer => outer.ArrayReference != element,
        IConditionalOperation { IsRef: false } or IReturnOperation { IsImplicit: false } => true,
        ITupleOperation tuple => !IsTarget(tuple),
        IBinaryOperation or IUnaryOperation or IConversionOperation or IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation
            or IExpressionStatementOperation or IInterpolationOperation or ICoalesceOperation or ITupleBinaryOperation => true,
        _ => false,
    };

    private static bool IsTarget(IOperation tuple) => tuple.Parent is ITupleOperation outer ? IsTarget(outer)
        : tuple.Parent is IDeconstructionAssignmentOperation assignment && assignment.Target == tuple;
}
