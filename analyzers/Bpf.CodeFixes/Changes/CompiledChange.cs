using Microsoft.CodeAnalysis;

namespace Bpf.CodeFixes.Changes;

/// <summary>Whether a change may be offered.</summary>
internal static class CompiledChange
{
    /// <summary>Returns true when a document has no more errors with another root.</summary>
    public static bool IsSound(SyntaxNode changed, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxTree tree = model.SyntaxTree.WithRootAndOptions(changed, model.SyntaxTree.Options);
        return IsSound(model.Compilation.ReplaceSyntaxTree(model.SyntaxTree, tree).GetSemanticModel(tree), model, cancellation);
    }

    /// <summary>Returns true when a changed document has no more errors.</summary>
    public static bool IsSound(SemanticModel changed, SemanticModel model, CancellationToken cancellation)
        => CountErrors(changed, cancellation) <= CountErrors(model, cancellation);

    private static int CountErrors(SemanticModel model, CancellationToken cancellation)
        => model.GetDiagnostics(cancellationToken: cancellation).Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
