using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>
/// Base class of the rules that forbid types: a use is reported once, at the outermost expression of such a type or at the variable
/// that it initializes.
/// </summary>
public abstract class TypeUseAnalyzer : LanguageAnalyzer
{
    private static readonly ImmutableArray<OperationKind> s_kinds =
    [
        OperationKind.AnonymousObjectCreation,
        OperationKind.ArrayElementReference,
        OperationKind.Await,
        OperationKind.Binary,
        OperationKind.Coalesce,
        OperationKind.CoalesceAssignment,
        OperationKind.CollectionExpression,
        OperationKind.CompoundAssignment,
        OperationKind.Conditional,
        OperationKind.ConditionalAccess,
        OperationKind.Conversion,
        OperationKind.DeclarationExpression,
        OperationKind.Decrement,
        OperationKind.DefaultValue,
        OperationKind.DelegateCreation,
        OperationKind.EventReference,
        OperationKind.FieldReference,
        OperationKind.Increment,
        OperationKind.InlineArrayAccess,
        OperationKind.InstanceReference,
        OperationKind.InterpolatedString,
        OperationKind.Invocation,
        OperationKind.Literal,
        OperationKind.LocalReference,
        OperationKind.ObjectCreation,
        OperationKind.ParameterReference,
        OperationKind.PropertyReference,
        OperationKind.SimpleAssignment,
        OperationKind.SwitchExpression,
        OperationKind.Unary,
        OperationKind.VariableDeclarator,
        OperationKind.With,
    ];

    private protected TypeUseAnalyzer(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => s_kinds;

    /// <summary>Returns true for types that BPF code cannot use.</summary>
    private protected abstract bool IsForbidden(ITypeSymbol type, BpfSymbols symbols);

    /// <summary>Returns true for expressions of a forbidden type that are allowed, or that another rule reports.</summary>
    private protected virtual bool IsExempt(IOperation operation, BpfSymbols symbols) => false;

    /// <summary>Reports a use.</summary>
    private protected abstract void ReportUse(in BpfOperation operation, Location location, ITypeSymbol type);

    private protected sealed override void Analyze(in BpfOperation operation)
    {
        BpfSymbols symbols = operation.Symbols;
        if (operation.Operation is IVariableDeclaratorOperation declarator)
        {
            if (IsForbiddenVariable(declarator.Symbol, symbols))
            {
                ReportUse(operation, LocationOf(declarator), declarator.Symbol.Type);
            }

            return;
        }

        if (IsUse(operation.Operation, symbols) && !IsPartOfUse(operation.Operation, symbols))
        {
            ReportUse(operation, operation.Operation.Syntax.GetLocation(), operation.Operation.Type!);
        }
    }

    private bool IsUse(IOperation? operation, BpfSymbols symbols)
        => operation is { Type: { } type } and ({ IsImplicit: false } or IDelegateCreationOperation)
            && IsForbidden(type, symbols)
            && !IsExempt(operation, symbols);

    // The C# compiler computes constants; only their uses count.
    private bool IsPartOfUse(IOperation operation, BpfSymbols symbols)
    {
        IOperation child = operation;
        for (IOperation? parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IVariableDeclaratorOperation declarator:
                    return declarator.Symbol.IsConst || IsForbiddenVariable(declarator.Symbol, symbols);
                case IBinaryOperation binary when binary.RightOperand == child && IsUse(Explicit(binary.LeftOperand), symbols):
                    return true;
                case { Type: not null, ConstantValue.HasValue: true } when !IsForbidden(parent.Type, symbols):
                    return true;
                case IConversionOperation { IsImplicit: true } or IArgumentOperation { IsImplicit: true } or IVariableInitializerOperation:
                    continue;
                default:
                    return IsUse(parent, symbols);
            }
        }

        return false;
    }

    private bool IsForbiddenVariable(ILocalSymbol local, BpfSymbols symbols) => !local.IsConst && IsForbidden(local.Type, symbols);

    private static IOperation Explicit(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static Location LocationOf(IVariableDeclaratorOperation declarator) => declarator.Syntax switch
    {
        VariableDeclaratorSyntax syntax => syntax.Identifier.GetLocation(),
        SyntaxNode syntax => syntax.GetLocation(),
    };
}
