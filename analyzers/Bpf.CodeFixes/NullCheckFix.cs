using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0418: returns where the pointer is null.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NullCheckFix))]
[Shared]
public sealed class NullCheckFix : SyntaxFix<IdentifierNameSyntax>
{
    /// <summary>Creates the fix.</summary>
    public NullCheckFix() : base("BPF0418", "Return where the pointer is null")
    {
    }

    private protected override SyntaxNode? Fix(IdentifierNameSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        // The statement of a local function or lambda would return from that.
        if (node.FirstAncestorOrSelf<StatementSyntax>(static statement => statement.Parent is BlockSyntax) is not { Parent: BlockSyntax block } statement
            || node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return null;
        }

        string value = model.GetTypeInfo(method.ReturnType, cancellation).Type?.SpecialType switch
        {
            SpecialType.System_Void => "",
            SpecialType.System_Boolean => " false",
            SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 => " 0",
            _ => " default",
        };
        SyntaxTriviaList indent = [.. statement.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()];
        string line = statement.SyntaxTree.GetText(cancellation).ToString().Contains("\r\n") ? "\r\n" : "\n";
        StatementSyntax test = SyntaxFactory.ParseStatement($"if ({node.Identifier.Text} == null){line}{indent.ToFullString()}    return{value};{line}")
            .WithLeadingTrivia(statement.GetLeadingTrivia());
        return root.ReplaceNode(block, block.WithStatements(
            block.Statements.ReplaceRange(statement, [test, statement.WithLeadingTrivia(indent)])));
    }
}
