using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Changes;

/// <summary>
/// Base class of fixes that offer changed texts of the document. To fix all, it applies one after the other, each to the text that the others have left.
/// </summary>
public abstract class TextFix : CodeFixProvider
{
    private protected TextFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixDocumentAsync);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (FixedText change in await FixesAsync(context.Document, diagnostic.Id, context.Span, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(change.Title, _ => Task.FromResult(context.Document.WithText(change.Text)), change.Key), diagnostic);
            }
        }
    }

    /// <summary>Returns the fixes of a diagnostic; none if it is not reported there, or not any more.</summary>
    private protected abstract Task<IReadOnlyList<FixedText>> FixesAsync(Document document, string id, TextSpan span, CancellationToken cancellation);

    /// <summary>Returns where diagnostics are still reported after all that were known have been fixed: analyzers report what is wrong first.</summary>
    private protected virtual Task<IReadOnlyList<(string Id, TextSpan Span)>> RemainingAsync(Document document, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<(string, TextSpan)>>([]);

    private async Task<Document?> FixDocumentAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        IReadOnlyList<(string Id, TextSpan Span)> pending = [.. diagnostics.Select(static item => (item.Id, item.Location.SourceSpan))];
        while (true)
        {
            Document changed = await FixAsync(context, document, pending).ConfigureAwait(false);
            if (changed == document)
            {
                return document;
            }

            document = changed;
            pending = await RemainingAsync(document, context.CancellationToken).ConfigureAwait(false);
        }
    }

    // From the last to the first.
    private async Task<Document> FixAsync(FixAllContext context, Document document, IReadOnlyList<(string Id, TextSpan Span)> diagnostics)
    {
        List<(string Id, TextSpan Span)> pending = [.. diagnostics.OrderBy(static item => item.Span.Start)];
        while (pending.Count > 0)
        {
            (string id, TextSpan span) = pending[pending.Count - 1];
            pending.RemoveAt(pending.Count - 1);
            FixedText? change = (await FixesAsync(document, id, span, context.CancellationToken).ConfigureAwait(false))
                .FirstOrDefault(change => change.Key == context.CodeActionEquivalenceKey);
            if (change is not null)
            {
                SourceText old = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
                IReadOnlyList<TextChangeRange> ranges = change.Text.GetChangeRanges(old);
                document = document.WithText(change.Text);
                pending = [.. pending.Select(item => (item.Id, MovedSpan.After(ranges, item.Span)))];
            }
        }

        return document;
    }
}
