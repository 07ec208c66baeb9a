using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <content>Statements.</content>
internal sealed partial class ConstantCode
{
    /// <summary>Returns the fault of a field after a static constructor ran.</summary>
    /// <param name="constructor">The constructor.</param>
    /// <param name="field">The field.</param>
    /// <param name="before">The fault of its initializer.</param>
    public string? FaultAfter(IOperation constructor, IFieldSymbol field, string? before)
    {
        string? fault = before;
        foreach (IOperation statement in StatementsOf(constructor))
        {
            if (statement is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IFieldReferenceOperation target } assignment }
                && SymbolEqualityComparer.Default.Equals(target.Field, field))
            {
                fault = FaultOf(assignment.Value);
            }
            else if (Mentions(statement, field))
            {
                fault ??= FaultOfStatement(statement);
            }

            if (MayLeave(statement))
            {
                break;
            }
        }

        return fault;
    }

    private static bool Mentions(IOperation statement, IFieldSymbol field) => statement.Descendants().OfType<IFieldReferenceOperation>()
        .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Field, field)
        && (field.Type is IArrayTypeSymbol || reference.Parent is IAssignmentOperation assignment && assignment.Target == reference));

    private string? FaultOfStatement(IOperation? statement)
    {
        switch (statement)
        {
            case IMethodBodyBaseOperation or IBlockOperation or ILocalFunctionOperation:
                foreach (IOperation inner in StatementsOf(statement))
                {
                    if (FaultOfStatement(inner) is { } fault)
                    {
                        return fault;
                    }

                    if (inner is IReturnOperation || MayLeave(inner))
                    {
                        break;
                    }
                }

                return null;
            case IExpressionStatementOperation { Operation: var operation }:
                return FaultOf(operation);
            case IReturnOperation { ReturnedValue: var value }:
                return FaultOf(value);
            case IVariableDeclarationGroupOperation group:
                return group.Declarations.SelectMany(static declaration => declaration.Declarators)
                    .Select(static declarator => declarator.GetVariableInitializer())
                    .Select(initializer => FaultOf(initializer?.Value)).FirstOrDefault(static fault => fault is not null);
            case IConditionalOperation choice:
                return FaultOfChoice(choice, FaultOfStatement);
            case ISwitchOperation choice:
                return FaultOf(choice.Value);
            case IForLoopOperation loop:
                return loop.Before.Select(FaultOfStatement).FirstOrDefault(static fault => fault is not null) ?? FaultOf(loop.Condition);
            case IWhileLoopOperation { ConditionIsTop: true } loop:
                return FaultOf(loop.Condition);
            case IWhileLoopOperation loop:
                return FaultOfStatement(loop.Body);
            case IForEachLoopOperation loop:
                return FaultOf(loop.Collection) ?? FaultOfEnumeration(loop);
            case ITryOperation attempt:
                return FaultOfStatement(attempt.Body) ?? FaultOfStatement(attempt.Finally);
            case ILockOperation:
                return NotConstant.Calls("Monitor", "Enter");
            case IUsingOperation scope:
                return FaultOfStatement(scope.Resources) ?? FaultOfStatement(scope.Body);
            case IUsingDeclarationOperation scope:
                return FaultOfStatement(scope.DeclarationGroup);
            default:
                return FaultOf(statement);
        }
    }

    private string? FaultOfEnumeration(IForEachLoopOperation loop)
    {
        if (loop.Collection is IConversionOperation { Operand.Type: IArrayTypeSymbol or { SpecialType: SpecialType.System_String } }
            || loop.Collection.Type is { Name: "Span" or "ReadOnlySpan", ContainingNamespace.Name: "System" }
            || loop is not { Syntax: CommonForEachStatementSyntax syntax, SemanticModel: { } model })
        {
            return null;
        }

        ForEachStatementInfo info = model.GetForEachStatementInfo(syntax);
        return FaultOfInstance(loop.Collection) ?? FaultOfCall(info.GetEnumeratorMethod);
    }

    private static IEnumerable<IOperation> StatementsOf(IOperation? body) => body switch
    {
        IConstructorBodyOperation constructor => [.. constructor.Initializer is { } initializer ? [initializer] : Array.Empty<IOperation>(),
            .. StatementsOf(constructor.BlockBody), .. StatementsOf(constructor.ExpressionBody)],
        IMethodBodyBaseOperation method => [.. StatementsOf(method.BlockBody), .. StatementsOf(method.ExpressionBody)],
        ILocalFunctionOperation function => StatementsOf(function.Body),
        IBlockOperation block => block.Operations.Where(static operation => operation is not ILocalFunctionOperation),
        null => [],
        _ => [body],
    };

    // What follows runs only if the statement did not leave the method, or did not jump over it.
    private static bool MayLeave(IOperation statement) => statement.DescendantsAndSelf().Any(inner => inner switch
    {
        IReturnOperation => !IsNested(inner, statement),
        IBranchOperation branch => branch.BranchKind == BranchKind.GoTo || !IsInLoop(branch, statement),
        _ => false,
    });

    private static bool IsNested(IOperation inner, IOperation statement)
    {
        for (IOperation? parent = inner; parent is not null && parent != statement; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInLoop(IOperation branch, IOperation statement)
    {
        for (IOperation? parent = branch; parent is not null && parent != statement.Parent; parent = parent.Parent)
        {
            if (parent is ILoopOperation or ISwitchOperation)
            {
                return true;
            }
        }

        return false;
    }
}
