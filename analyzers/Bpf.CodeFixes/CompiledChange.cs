using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>Changes a document only if the result compiles.</summary>
internal static class CompiledChange
{
    /// <summary>Returns the document with another node; null when the member or statement around it would have errors then.</summary>
    public static SyntaxNode? Replace(SyntaxNode old, SyntaxNode replacement, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        var mark = new SyntaxAnnotation();
        SyntaxTree tree = root.SyntaxTree.WithRootAndOptions(root.ReplaceNode(old, replacement.WithAdditionalAnnotations(mark)), root.SyntaxTree.Options);
        SyntaxNode changed = tree.GetRoot(cancellation);
        SyntaxNode inserted = changed.GetAnnotatedNodes(mark).Single();
        SyntaxNode around = inserted.FirstAncestorOrSelf<SyntaxNode>(static node => node is StatementSyntax or MemberDeclarationSyntax) ?? inserted;
        bool hasErrors = model.Compilation.ReplaceSyntaxTree(model.SyntaxTree, tree).GetSemanticModel(tree).GetDiagnostics(around.Span, cancellation)
            .Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return hasErrors ? null : changed;
    }
}
