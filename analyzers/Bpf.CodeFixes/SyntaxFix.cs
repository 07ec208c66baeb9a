using System.Collections.Immutable;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bpf.CodeFixes;

/// <summary>Base class of the fixes of one ID, with one title, that replace one node in the document. A fix is offered if the result compiles.</summary>
/// <typeparam name="TNode">The node around the reported span that the fix starts from.</typeparam>
public abstract class SyntaxFix<TNode> : CodeFixProvider
    where TNode : SyntaxNode
{
    private readonly string _title;

    private protected SyntaxFix(string id, string title)
    {
        _title = title;
        FixableDiagnosticIds = [id];
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>() is not { } node
            || model is null
            || Fix(node, root, model, context.CancellationToken) is not { } changed
            || !CompiledChange.IsSound(changed, model, context.CancellationToken))
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(_title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), equivalenceKey: FixableDiagnosticIds[0]),
            context.Diagnostics);
    }

    /// <summary>Returns the root with the fix applied; null when there is no fix.</summary>
    private protected abstract SyntaxNode? Fix(TNode node, SyntaxNode root, SemanticModel model, CancellationToken cancellation);
}
