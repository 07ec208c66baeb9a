using System.Collections.Immutable;
using Bpf.Analyzers.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Ownership;

/// <summary>Base class of the fixes of what the analysis of ownership reports. A fix is offered when the analysis accepts its result.</summary>
public abstract class OwnershipFix : CodeFixProvider
{
    private protected OwnershipFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixDocumentAsync);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach ((string title, string key, SourceText text) in
                await FixesAsync(context.Document, diagnostic.Id, context.Span, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithText(text)), key), diagnostic);
            }
        }
    }

    /// <summary>Returns the fixes: what a fix is called, and the changed method.</summary>
    private protected abstract IEnumerable<(string Title, OwnedMethod Changed)> Fixes(OwnedMethod method, OwnershipFault fault);

    private async Task<IReadOnlyList<(string Title, string Key, SourceText Text)>> FixesAsync(
        Document document, string id, TextSpan span, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || OwnedMethod.At(model, span.Start, cancellation) is not { } method
            || method.Faults.FirstOrDefault(fault => fault.Diagnostic.Id == id && fault.Syntax.Span == span) is not { } fault)
        {
            return [];
        }

        // Different objects are released by different functions, so the place in the list tells what the user has chosen.
        return [.. Fixes(method, fault).Select((fix, index) => (fix.Title, $"{id} {index}", fix.Changed.Text))];
    }

    // From the last to the first, so that the places of those that remain do not move.
    private async Task<Document?> FixDocumentAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics.OrderByDescending(static diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            SourceText? text = (await FixesAsync(document, diagnostic.Id, diagnostic.Location.SourceSpan, context.CancellationToken).ConfigureAwait(false))
                .Where(fix => fix.Key == context.CodeActionEquivalenceKey).Select(static fix => fix.Text).FirstOrDefault();
            document = text is null ? document : document.WithText(text);
        }

        return document;
    }
}
