using System.Composition;
using Bpf.CodeFixes.Changes;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bpf.CodeFixes;

/// <summary>BPF0022: makes a program return the verdict of its kind.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VerdictTypeFix))]
[Shared]
public sealed class VerdictTypeFix : SyntaxFix<MethodDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public VerdictTypeFix() : base("BPF0022", "Return this program's verdict")
    {
    }

    private protected override SyntaxNode? Fix(MethodDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (ProgramKindOf.Method(node, model, cancellation)?.Verdict is not { } verdict || model.GetDeclaredSymbol(node, cancellation) is not { } method)
        {
            return null;
        }

        MethodDeclarationSyntax changed = node.ReplaceNodes(ReturnedBy(node), (old, _) => Convert(old, method.ReturnType, verdict, model, cancellation));
        if (method.ReturnsVoid)
        {
            changed = WithResult(changed, verdict);
        }

        string name = verdict.Type.Substring(verdict.Type.LastIndexOf('.') + 1);
        return root.ReplaceNode(node, changed.WithReturnType(SyntaxFactory.ParseTypeName(name).WithTriviaFrom(node.ReturnType)));
    }

    private static ExpressionSyntax Convert(ExpressionSyntax value, ITypeSymbol type, ProgramVerdict verdict, SemanticModel model,
        CancellationToken cancellation)
    {
        if (type.SpecialType == SpecialType.System_Boolean)
        {
            string? text = value.Kind() switch
            {
                SyntaxKind.TrueLiteralExpression => verdict.Yes,
                SyntaxKind.FalseLiteralExpression => verdict.No,
                _ => $"{(value is ConditionalExpressionSyntax or AssignmentExpressionSyntax ? $"({value.WithoutTrivia()})"
                    : value.WithoutTrivia())} ? {verdict.Yes} : {verdict.No}",
            };
            return SyntaxFactory.ParseExpression(text).WithTriviaFrom(value);
        }

        return value.ReplaceNodes(
            value.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>(),
            (old, _) => MatchingVerdict.Of(old, type, verdict, model, cancellation) ?? old);
    }

    private static IEnumerable<ExpressionSyntax> ReturnedBy(MethodDeclarationSyntax method)
    {
        if (method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword })
        {
            return [];
        }

        return method.ExpressionBody is { } body
            ? [body.Expression]
            : method.Body!.DescendantNodes(static inner => inner is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
                .OfType<ReturnStatementSyntax>().Select(static statement => statement.Expression!).Where(static value => value is not null);
    }

    // Every exit of a void method gets a result.
    private static MethodDeclarationSyntax WithResult(MethodDeclarationSyntax method, ProgramVerdict verdict)
    {
        StatementSyntax end = SyntaxFactory.ParseStatement($"return {verdict.Yes};");
        if (method.ExpressionBody is { } expression)
        {
            BlockSyntax block = SyntaxFactory.Block(SyntaxFactory.ExpressionStatement(expression.Expression), end);
            return method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block)
                .WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation);
        }

        IEnumerable<ReturnStatementSyntax> returns = method.Body!
            .DescendantNodes(static inner => inner is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<ReturnStatementSyntax>();
        method = method.ReplaceNodes(returns, (old, _) => end.WithTriviaFrom(old));
        return method.WithBody(method.Body!.AddStatements(end.WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation)))
            .WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation);
    }
}
