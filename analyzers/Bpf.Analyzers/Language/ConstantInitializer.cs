using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>Determines whether the compiler can compute a static field's initial bytes.</summary>
internal static class ConstantInitializer
{
    // Dependencies between the initializers of several fields are left to the compiler.
    private const int MaximumDepth = 4;

    /// <summary>Returns true unless the field's own initializer calls code that the compiler cannot run, or reads memory unknown to it.</summary>
    public static bool IsConstant(IFieldSymbol field, Compilation compilation, CancellationToken cancellation)
        => IsConstant(field, 0, compilation, cancellation);

    private static bool IsConstant(IFieldSymbol field, int depth, Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in field.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value })
            {
                continue;
            }

            // The declaration may be in another file; only fields that BPF code uses get here.
#pragma warning disable RS1030
            SemanticModel model = compilation.GetSemanticModel(value.SyntaxTree);
#pragma warning restore RS1030
            if (model.GetOperation(value, cancellation) is { } operation && !IsConstant(operation))
            {
                return false;
            }
        }

        return true;

        bool IsConstant(IOperation operation) => operation switch
        {
            { ConstantValue.HasValue: true } or IDefaultValueOperation or ISizeOfOperation or IUtf8StringOperation => true,
            IConversionOperation conversion => IsRunnable(conversion.OperatorMethod) && IsConstant(conversion.Operand),
            IUnaryOperation unary => IsRunnable(unary.OperatorMethod) && IsConstant(unary.Operand),
            IBinaryOperation binary => IsRunnable(binary.OperatorMethod) && IsConstant(binary.LeftOperand) && IsConstant(binary.RightOperand),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => IsConstant(choice.Condition) && IsConstant(choice.WhenTrue) && IsConstant(whenFalse),
            IObjectCreationOperation { Type.IsValueType: true } creation =>
                IsRunnable(creation.Constructor) && creation.Arguments.All(argument => IsConstant(argument.Value))
                && (creation.Initializer is null
                || creation.Initializer.Initializers.All(item => item is ISimpleAssignmentOperation assignment && IsConstant(assignment.Value))),
            ITupleOperation tuple => tuple.Elements.All(IsConstant),
            IArrayCreationOperation creation =>
                creation.DimensionSizes.All(IsConstant) && (creation.Initializer is null || creation.Initializer.ElementValues.All(IsConstant)),
            IArrayInitializerOperation initializer => initializer.ElementValues.All(IsConstant),
            ICollectionExpressionOperation collection => collection.Elements.All(IsConstant),
            ISpreadOperation spread => IsConstant(spread.Operand),
            IArrayElementReferenceOperation element => IsConstant(element.ArrayReference) && element.Indices.All(IsConstant),
            IInvocationOperation call => IsRunnable(call.TargetMethod) && (call.Instance is null || IsConstant(call.Instance))
                && call.Arguments.All(argument => IsConstant(argument.Value)),
            IFieldReferenceOperation { Field: { IsStatic: true, DeclaringSyntaxReferences.Length: > 0 } other } => depth < MaximumDepth
                && ConstantInitializer.IsConstant(other, depth + 1, compilation, cancellation),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } constant } => PureFramework.IsPure(constant),
            IFieldReferenceOperation { Instance: { } instance } => IsConstant(instance),
            IPropertyReferenceOperation { Property.GetMethod: { } getter } property =>
                IsRunnable(getter) && (property.Instance is null || IsConstant(property.Instance)),
            _ => false,
        };
    }

    // The compiler runs code of the project, and code of the framework that only computes; it reports what it cannot run.
    private static bool IsRunnable(IMethodSymbol? method)
        => method is null or { IsImplicitlyDeclared: true } or { DeclaringSyntaxReferences.Length: > 0 } || PureFramework.IsPure(method);
}
