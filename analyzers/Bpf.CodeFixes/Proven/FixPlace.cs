using System.Globalization;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>Where a diagnostic is reported, and how to write there.</summary>
internal sealed class FixPlace(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, SourceText text, CancellationToken cancellation)
{
    /// <summary>The diagnostic.</summary>
    public Diagnostic Diagnostic => diagnostic;

    /// <summary>The node that it is reported at.</summary>
    public SyntaxNode Node => node;

    /// <summary>The document.</summary>
    public SemanticModel Model => model;

    /// <summary>Writes statements.</summary>
    public StatementText Statements { get; } = new(text);

    /// <summary>Cancellation of the fix.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Returns the type of an expression or attribute, before it is converted.</summary>
    public ITypeSymbol? TypeOf(SyntaxNode expression) => model.GetTypeInfo(expression, cancellation).Type;

    /// <summary>Returns the statement that leaves the function, as in <c>return 0;</c>.</summary>
    public string? Exit => EarlyReturn.At(node, model, cancellation);

    /// <summary>Returns the changes that leave the function where a condition is true, before a node is evaluated; none where they cannot be written.</summary>
    /// <param name="before">The node.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="exit">The statement that leaves the function.</param>
    public IEnumerable<TextChange> LeaveIf(SyntaxNode before, string condition, string? exit)
        => exit is null ? [] : Insert(before, [$"if ({condition})", $"    {exit}"]);

    /// <summary>Returns the changes that write statements before a node is evaluated; none where they cannot be written.</summary>
    public IEnumerable<TextChange> Insert(SyntaxNode before, IReadOnlyList<string> lines)
    {
        SyntaxNode? around = before.AncestorsAndSelf().FirstOrDefault(static item
            => item is ArrowExpressionClauseSyntax or LambdaExpressionSyntax { ExpressionBody: not null } || item is StatementSyntax and not BlockSyntax);
        return around switch
        {
            StatementSyntax statement => Statements.Before(statement, lines),
            ArrowExpressionClauseSyntax { Parent: not BasePropertyDeclarationSyntax } arrow => [Statements.Before(arrow, lines, ReturnsVoid(arrow.Expression))],
            _ => [],
        };
    }

    /// <summary>Returns a name like another one for a local, which nothing at the place has.</summary>
    public string FreeName(string like)
    {
        string name = char.ToLowerInvariant(like[0]) + like.Substring(1);
        bool IsTaken(string candidate) => model.LookupSymbols(node.SpanStart, name: candidate).Any(static symbol => symbol is not INamespaceOrTypeSymbol)
            || node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantTokens().Any(token
                => token.ValueText == candidate && token.Parent is VariableDeclaratorSyntax or SingleVariableDesignationSyntax) == true;
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && !IsTaken(name) ? name
            : Enumerable.Range(1, int.MaxValue - 1).Select(number => name + number.ToString(CultureInfo.InvariantCulture)).First(item => !IsTaken(item));
    }

    /// <summary>Returns whether evaluating an expression changes nothing, so that it may be written twice.</summary>
    public bool IsRepeatable(ExpressionSyntax expression) => !expression.DescendantNodesAndSelf().Any(item
        => item is AssignmentExpressionSyntax or InvocationExpressionSyntax or AnonymousFunctionExpressionSyntax or StackAllocArrayCreationExpressionSyntax
            or ObjectCreationExpressionSyntax or DeclarationExpressionSyntax
        || item.IsKind(SyntaxKind.PreIncrementExpression) || item.IsKind(SyntaxKind.PostIncrementExpression)
        || item.IsKind(SyntaxKind.PreDecrementExpression) || item.IsKind(SyntaxKind.PostDecrementExpression));

    private bool ReturnsVoid(SyntaxNode inside) => model.GetEnclosingSymbol(inside.SpanStart, cancellation) is IMethodSymbol { ReturnsVoid: true };
}
