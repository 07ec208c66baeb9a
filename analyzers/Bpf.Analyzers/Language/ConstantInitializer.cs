using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>Tells whether the compiler can compute a static field's initial bytes.</summary>
internal static class ConstantInitializer
{
    /// <summary>True unless the field's own initialiser calls code or reads other memory.</summary>
    public static bool IsConstant(IFieldSymbol field, Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in field.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value })
            {
                continue;
            }

            // A field is declared in another file than its use; only fields that BPF code uses come here.
#pragma warning disable RS1030
            SemanticModel model = compilation.GetSemanticModel(value.SyntaxTree);
#pragma warning restore RS1030
            if (model.GetOperation(value, cancellation) is { } operation && !IsConstant(operation))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsConstant(IOperation operation) => operation switch
    {
        { ConstantValue.HasValue: true } or IDefaultValueOperation or ISizeOfOperation => true,
        IConversionOperation { OperatorMethod: null } conversion => IsConstant(conversion.Operand),
        IUnaryOperation { OperatorMethod: null } unary => IsConstant(unary.Operand),
        IBinaryOperation { OperatorMethod: null } binary => IsConstant(binary.LeftOperand) && IsConstant(binary.RightOperand),
        IObjectCreationOperation { Type.IsValueType: true } creation => creation.Arguments.All(static argument => IsConstant(argument.Value))
            && (creation.Initializer is null || creation.Initializer.Initializers.All(static item => item is ISimpleAssignmentOperation assignment && IsConstant(assignment.Value))),
        IArrayCreationOperation creation => creation.Initializer is null || creation.Initializer.ElementValues.All(IsConstant),
        ICollectionExpressionOperation collection => collection.Elements.All(IsConstant),
        IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero" } } => true,
        _ => false,
    };
}
