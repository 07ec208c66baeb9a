using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Reachability;

/// <summary>How a piece of code uses a variable, a part of it, or an element of it.</summary>
internal readonly struct VariableUse
{
    private static readonly string[] s_arrayWriters = ["Fill", "Clear", "Reverse", "Sort"];

    private VariableUse(bool reads, bool writes) => (Reads, Writes) = (reads, writes);

    /// <summary>The code reads a value.</summary>
    public bool Reads { get; }

    /// <summary>The code definitely writes the value.</summary>
    public bool Writes { get; }

    private static VariableUse Read => new(reads: true, writes: false);

    private static VariableUse Write => new(reads: false, writes: true);

    private static VariableUse ReadWrite => new(reads: true, writes: true);

    /// <summary>Returns how the variable that an operation refers to is used.</summary>
    public static VariableUse Of(IOperation variable)
    {
        IOperation place = PlaceOf(variable);
        return place.Parent switch
        {
            ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target == place => Write,
            IAssignmentOperation assignment when assignment.Target == place => Changed(assignment),
            IIncrementOrDecrementOperation increment => Changed(increment),
            IArgumentOperation argument => OfArgument(argument),
            IInvocationOperation { TargetMethod.IsReadOnly: false } call when call.Instance == place && place.Type?.IsValueType == true => ReadWrite,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } => ReadWrite,
            IAddressOfOperation or ISimpleAssignmentOperation { IsRef: true } => ReadWrite,
            ITupleOperation tuple when IsTarget(tuple) => Write,
            _ => Read,
        };
    }

    /// <summary>Returns the field, element or variable that is actually read or written.</summary>
    public static IOperation PlaceOf(IOperation operation) => operation.Parent switch
    {
        IFieldReferenceOperation part when part.Instance == operation && operation.Type?.IsValueType == true => PlaceOf(part),
        IPropertyReferenceOperation part when part.Instance == operation && operation.Type?.IsValueType == true => PlaceOf(part),
        IInlineArrayAccessOperation access when access.Instance == operation => PlaceOf(access),
        IArrayElementReferenceOperation element when element.ArrayReference == operation => PlaceOf(element),
        _ => operation,
    };

    // A statement that increments a variable does not use its value.
    private static VariableUse Changed(IOperation change) => change.Parent is IExpressionStatementOperation ? Write : ReadWrite;

    private static VariableUse OfArgument(IArgumentOperation argument) => (argument.Parameter?.RefKind, argument.Parent) switch
    {
        (RefKind.Out, _) => Write,
        (RefKind.Ref, IInvocationOperation { TargetMethod: { Name: "Write", ContainingType.Name: "Volatile" } }) => Write,
        (RefKind.Ref, _) => ReadWrite,
        (_, IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_Array } method })
            when argument.Parameter?.Ordinal == 0 && s_arrayWriters.Contains(method.Name) => Write,
        _ => Read,
    };

    private static bool IsTarget(IOperation tuple) => tuple.Parent is ITupleOperation outer ? IsTarget(outer)
        : tuple.Parent is IDeconstructionAssignmentOperation assignment && assignment.Target == tuple;
}
