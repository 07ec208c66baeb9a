using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Generators.Gathering;

/// <summary>Determines which arrays of static fields have elements, and therefore memory.</summary>
internal sealed class ArrayInitializers(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
{
    private HashSet<ISymbol>? _usedInConstructor;

    /// <summary>Returns true for an array that is not null and not empty.</summary>
    public bool HasElements(IFieldSymbol field)
    {
        if (InitializerOf(field) is not { } value)
        {
            return (_usedInConstructor ??= Collect()).Contains(field);
        }

        return Unwrapped(value) switch
        {
            { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => false,
            IArrayCreationOperation creation => creation.DimensionSizes[0].ConstantValue is not { HasValue: true, Value: 0 or 0L or 0U or 0UL },
            ICollectionExpressionOperation { Elements.Length: 0 } or IArrayInitializerOperation { ElementValues.Length: 0 } => false,
            IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array } } => false,
            _ => true,
        };
    }

    private IOperation? InitializerOf(IFieldSymbol field)
        => field.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<VariableDeclaratorSyntax>()
            .Select(static declarator => declarator.Initializer?.Value).OfType<ExpressionSyntax>()
            .Select(value => Model(value).GetOperation(value, cancellation)).FirstOrDefault();

    private static IOperation Unwrapped(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private HashSet<ISymbol> Collect()
    {
        var used = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (SyntaxReference reference in type.StaticConstructors.SelectMany(static constructor => constructor.DeclaringSyntaxReferences))
        {
            SyntaxNode constructor = reference.GetSyntax(cancellation);
            used.UnionWith((Model(constructor).GetOperation(constructor, cancellation)?.Descendants() ?? [])
                .OfType<IFieldReferenceOperation>().Where(static use => !IsSetToNothing(use)).Select(static use => use.Field));
        }

        return used;
    }

    private static bool IsSetToNothing(IFieldReferenceOperation use) => use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use
        && Unwrapped(assignment.Value) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;

    // The generator may use any syntax tree of its compilation.
#pragma warning disable RS1030
    private SemanticModel Model(SyntaxNode node) => compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030
}
