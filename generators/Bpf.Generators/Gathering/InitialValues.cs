using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Generators.Gathering;

/// <summary>Tells which static fields of a class start as zero.</summary>
internal sealed class InitialValues
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<ISymbol> _setInConstructor = new(SymbolEqualityComparer.Default);

    public InitialValues(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
        foreach (IMethodSymbol constructor in type.StaticConstructors)
        {
            foreach (SyntaxReference reference in constructor.DeclaringSyntaxReferences)
            {
                CollectAssignments(reference.GetSyntax(cancellation));
            }
        }
    }

    /// <summary>True for an array that is there and has elements.</summary>
    public bool HasElements(IFieldSymbol field)
    {
        if (InitializerOf(field) is not { } value)
        {
            return _setInConstructor.Contains(field.AssociatedSymbol ?? field);
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

    /// <summary>True when neither the initialiser nor the static constructor gives the field a value other than zero.</summary>
    public bool IsZero(IFieldSymbol field)
    {
        if (_setInConstructor.Contains(field.AssociatedSymbol ?? field))
        {
            return false;
        }

        return InitializerOf(field) is not { } value || IsZero(value);
    }

    private IOperation? InitializerOf(IFieldSymbol field)
    {
        foreach (SyntaxReference reference in (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences)
        {
            ExpressionSyntax? value = reference.GetSyntax(_cancellation) switch
            {
                VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (value is not null)
            {
                return Model(value).GetOperation(value, _cancellation);
            }
        }

        return null;
    }

    private static IOperation Unwrapped(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private void CollectAssignments(SyntaxNode constructor)
    {
        if (Model(constructor).GetOperation(constructor, _cancellation) is not { } body)
        {
            return;
        }

        // Whatever is not an assignment of zero may give another value: to a part, through a reference.
        foreach (IOperation operation in body.Descendants())
        {
            ISymbol? symbol = operation switch
            {
                IFieldReferenceOperation { Field: { IsStatic: true } field } => field,
                IPropertyReferenceOperation { Property: { IsStatic: true } property } => property,
                _ => null,
            };
            if (symbol is not null
                && !(operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation && IsZero(assignment.Value)))
            {
                _setInConstructor.Add(symbol);
            }
        }
    }

    // The generator may look at any tree of the compilation that it was given.
#pragma warning disable RS1030
    private SemanticModel Model(SyntaxNode node) => _compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030

    private static bool IsZero(IOperation? operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: var value } } => IsZeroConstant(value),
        IDefaultValueOperation => true,
        IConversionOperation conversion => IsZero(conversion.Operand),
        IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero",
            ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => true,
        IArrayCreationOperation creation => creation.Initializer is null || creation.Initializer.ElementValues.All(IsZero),
        ICollectionExpressionOperation collection => collection.Elements.All(IsZero),
        IArrayInitializerOperation initializer => initializer.ElementValues.All(IsZero),
        IObjectCreationOperation { Arguments.Length: 0, Constructor: null or { IsImplicitlyDeclared: true } } creation => creation.Initializer is null
            || creation.Initializer.Initializers.All(static item => item is ISimpleAssignmentOperation assignment && IsZero(assignment.Value)),
        _ => false,
    };

    private static bool IsZeroConstant(object? value) => value switch
    {
        null or false or '\0' => true,
        float number => number == 0 && !float.IsNegativeInfinity(1 / number),
        double number => number == 0 && !double.IsNegativeInfinity(1 / number),
        decimal number => number == 0,
        bool => false,
        char => false,
        IConvertible number => number.ToDecimal(null) == 0,
        _ => false,
    };
}
