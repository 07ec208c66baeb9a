using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>Finds the member of the correct verdict enum with the name of a member of the wrong one.</summary>
internal static class MatchingVerdict
{
    /// <summary>Returns the expression for it; null when the expression is not a member of an enum, or there is no such member.</summary>
    public static ExpressionSyntax? Of(
        MemberAccessExpressionSyntax expression, ITypeSymbol wrong, ProgramVerdict verdict, SemanticModel model, CancellationToken cancellation)
        => model.GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol member
            && SymbolEqualityComparer.Default.Equals(member.ContainingType, wrong)
            && model.Compilation.GetTypeByMetadataName(verdict.Type)?.GetMembers(member.Name).Length > 0
                ? SyntaxFactory.ParseExpression($"{verdict.Type.Substring(verdict.Type.LastIndexOf('.') + 1)}.{member.Name}").WithTriviaFrom(expression)
                : null;
}
