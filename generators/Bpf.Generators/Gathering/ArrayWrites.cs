using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Generators.Gathering;

/// <summary>
/// Tells which <c>readonly</c> arrays of a BPF class its programs may write. Whatever is not seen to be a read counts as a write: a reference to an element,
/// a span, a pointer.
/// </summary>
internal sealed class ArrayWrites(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
{
    private HashSet<IFieldSymbol>? _written;

    /// <summary>True when code that a program reaches may write an element.</summary>
    public bool Contains(IFieldSymbol array) => (_written ??= Collect()).Contains(array);

    private HashSet<IFieldSymbol> Collect()
    {
        var written = new HashSet<IFieldSymbol>(SymbolEqualityComparer.Default);
        var seen = new HashSet<IMethodSymbol>(type.GetMembers().OfType<IMethodSymbol>().Where(ProgramReader.IsProgram), SymbolEqualityComparer.Default);
        var pending = new Queue<IMethodSymbol>(seen);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (IOperation operation in CodeOf.Method(pending.Dequeue(), compilation, cancellation))
            {
                if (operation is IFieldReferenceOperation { Field: { IsStatic: true, Type: IArrayTypeSymbol } field } && !IsRead(operation))
                {
                    written.Add(field);
                }

                foreach (IMethodSymbol callee in CodeOf.Callees(operation))
                {
                    IMethodSymbol definition = callee.OriginalDefinition;
                    if (SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, compilation.Assembly) && seen.Add(definition))
                    {
                        pending.Enqueue(definition.PartialImplementationPart ?? definition);
                    }
                }
            }
        }

        return written;
    }

    private static bool IsRead(IOperation array) => array.Parent switch
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
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None or RefKind.RefReadOnly, IsFixed: false } } } => true,
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
