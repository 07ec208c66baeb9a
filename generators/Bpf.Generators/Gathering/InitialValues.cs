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
    private readonly HashSet<IFieldSymbol> _setInConstructor = new(SymbolEqualityComparer.Default);

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

    /// <summary>True when neither the initialiser nor the static constructor gives the field a value other than zero.</summary>
    public bool IsZero(IFieldSymbol field)
    {
        if (_setInConstructor.Contains(field))
        {
            return false;
        }

        foreach (SyntaxReference reference in field.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(_cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                && !IsZero(Model(value).GetOperation(value, _cancellation)))
            {
                return false;
            }
        }

        return true;
    }

    private void CollectAssignments(SyntaxNode constructor)
    {
        SemanticModel model = Model(constructor);
        foreach (AssignmentExpressionSyntax syntax in constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (model.GetOperation(syntax, _cancellation) is ISimpleAssignmentOperation assignment
                && assignment.Target is IFieldReferenceOperation { Field: { IsStatic: true } field }
                && !IsZero(assignment.Value))
            {
                _setInConstructor.Add(field);
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
        IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } } => true,
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
