using System.Collections.Immutable;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>
/// Base class of fixes that try changes until the analyzers that report the diagnostic accept one: it is gone then, nothing else is reported except what comes
/// behind it, and the document has no more errors than before.
/// </summary>
public abstract class ProvenFix : TextFix
{
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;

    private protected ProvenFix(ImmutableArray<DiagnosticAnalyzer> analyzers, params string[] ids) : base(ids) => _analyzers = analyzers;

    /// <summary>Returns the changes to try, best first. Of those with the same key the first that is accepted is offered.</summary>
    private protected abstract IEnumerable<TriedChange> Try(FixPlace place);

    private protected sealed override async Task<IReadOnlyList<FixedText>> FixesAsync(
        Document document, string id, TextSpan span, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
        {
            return [];
        }

        ImmutableArray<Diagnostic> before = await DiagnoseAsync(document, model, cancellation).ConfigureAwait(false);
        if (before.FirstOrDefault(item => item.Id == id && item.Location.SourceSpan == span) is not { } diagnostic)
        {
            return [];
        }

        List<FixedText> accepted = [];
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        foreach (TriedChange tried in Try(new FixPlace(diagnostic, root.FindNode(span, getInnermostNodeForTie: true), model, text, cancellation)))
        {
            string key = $"{id} {tried.Key}";
            if (accepted.Exists(item => item.Key == key))
            {
                continue;
            }

            SourceText changed = text.WithChanges(tried.Changes.OrderBy(static change => change.Span));
            SyntaxTree tree = model.SyntaxTree.WithChangedText(changed);
            SemanticModel after = model.Compilation.ReplaceSyntaxTree(model.SyntaxTree, tree).GetSemanticModel(tree);
            TextSpan place = MovedSpan.After(changed.GetChangeRanges(text), span);
            if (CompiledChange.IsSound(after, model, cancellation)
                && IsBetter(await DiagnoseAsync(document, after, cancellation).ConfigureAwait(false), before, id, place))
            {
                accepted.Add(new FixedText(tried.Title, key, changed));
            }
        }

        return accepted;
    }

    private protected sealed override async Task<IReadOnlyList<(string Id, TextSpan Span)>> RemainingAsync(Document document, CancellationToken cancellation)
        => await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model ? []
            : [.. (await DiagnoseAsync(document, model, cancellation).ConfigureAwait(false)).Where(item => FixableDiagnosticIds.Contains(item.Id))
                .Select(static item => (item.Id, item.Location.SourceSpan))];

    private async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(Document document, SemanticModel model, CancellationToken cancellation)
    {
        ImmutableArray<Diagnostic> found = await model.Compilation.WithAnalyzers(_analyzers, document.Project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync(cancellation).ConfigureAwait(false);
        return [.. found.Where(item => item.Location.SourceTree == model.SyntaxTree)];
    }

    // Analyzers that follow the flow report what is wrong first, so the next one may be reported now.
    private static bool IsBetter(ImmutableArray<Diagnostic> after, ImmutableArray<Diagnostic> before, string id, TextSpan place)
        => !after.Any(item => item.Id == id && item.Location.SourceSpan.IntersectsWith(place))
            && after.All(item => (item.Id == id && item.Location.SourceSpan.Start > place.End) || Count(after, item.Id) <= Count(before, item.Id));

    private static int Count(ImmutableArray<Diagnostic> found, string id) => found.Count(item => item.Id == id);
}
