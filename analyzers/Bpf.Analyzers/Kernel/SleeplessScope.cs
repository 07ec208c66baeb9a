using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Kernel;

/// <summary>The scopes of <c>KernelScope</c>, in which even sleepable programs may not sleep.</summary>
internal static class SleeplessScope
{
    /// <summary>Returns true for an operation in a <c>using</c> statement of such a scope, or after a <c>using</c> declaration of one.</summary>
    public static bool Contains(IOperation operation)
    {
        SemanticModel model = operation.SemanticModel!;
        for (SyntaxNode? node = operation.Syntax; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is UsingStatementSyntax statement && statement.Statement.Span.Contains(operation.Syntax.Span)
                && (statement.Expression is { } expression ? IsScope(expression) : statement.Declaration!.Variables.Any(IsScopeVariable)))
            {
                return true;
            }

            if (node is StatementSyntax { Parent: BlockSyntax block } here && block.Statements.TakeWhile(other => other != here)
                .OfType<LocalDeclarationStatementSyntax>()
                .Any(local => local.UsingKeyword.RawKind != 0 && local.Declaration.Variables.Any(IsScopeVariable)))
            {
                return true;
            }
        }

        return false;

        bool IsScopeVariable(VariableDeclaratorSyntax variable) => variable.Initializer is { Value: var value } && IsScope(value);

        bool IsScope(ExpressionSyntax value) => model.GetTypeInfo(value).Type is { ContainingType.Name: "KernelScope" };
    }
}
