using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Bpf.CodeFixes;

/// <summary>BPF0025: turns a local function into a method beside the containing one; from top-level statements, into a method of a new BPF class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProgramMethodFix))]
[Shared]
public sealed class ProgramMethodFix : SyntaxFix<LocalFunctionStatementSyntax>
{
    /// <summary>Creates the fix.</summary>
    public ProgramMethodFix() : base("BPF0025", "Make it a method")
    {
    }

    private protected override SyntaxNode? Fix(LocalFunctionStatementSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        DataFlowAnalysis? flow = node.Body is { } block ? model.AnalyzeDataFlow(block)
            : node.ExpressionBody is { } arrow ? model.AnalyzeDataFlow(arrow.Expression)
            : null;
        if (flow is not { Succeeded: true }
            || flow.DataFlowsIn.Concat(flow.WrittenInside).Any(variable => !node.FullSpan.Contains(variable.Locations[0].SourceSpan)))
        {
            return null;
        }

        MethodDeclarationSyntax method = SyntaxFactory.MethodDeclaration(
            node.AttributeLists,
            SyntaxFactory.TokenList(SyntaxFactory.Token(SyntaxKind.PublicKeyword), SyntaxFactory.Token(SyntaxKind.StaticKeyword)),
            node.ReturnType,
            explicitInterfaceSpecifier: null,
            node.Identifier,
            node.TypeParameterList,
            node.ParameterList,
            node.ConstraintClauses,
            node.Body,
            node.ExpressionBody,
            node.SemicolonToken)
            .WithAdditionalAnnotations(Formatter.Annotation);
        if (node.Parent is GlobalStatementSyntax statement && root is CompilationUnitSyntax unit)
        {
            ClassDeclarationSyntax type = ((ClassDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration("[BpfObject] public static class Probes { }")!)
                .AddMembers(method).WithAdditionalAnnotations(Formatter.Annotation);
            return unit.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)!.AddMembers(type);
        }

        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax } outer)
        {
            return null;
        }

        SyntaxNode tracked = root.TrackNodes(outer, node);
        tracked = tracked.InsertNodesAfter(tracked.GetCurrentNode(outer)!, [method]);
        return tracked.RemoveNode(tracked.GetCurrentNode(node)!, SyntaxRemoveOptions.KeepNoTrivia);
    }
}
