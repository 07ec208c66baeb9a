using Bpf.Analyzers.Ownership;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Ownership;

/// <summary>Base class of the fixes of what the analysis of ownership reports. A fix is offered when the analysis accepts its result.</summary>
public abstract class OwnershipFix : TextFix
{
    private protected OwnershipFix(params string[] ids) : base(ids)
    {
    }

    /// <summary>Returns the fixes: what a fix is called, and the changed method.</summary>
    private protected abstract IEnumerable<(string Title, OwnedMethod Changed)> Fixes(OwnedMethod method, OwnershipFault fault);

    private protected sealed override async Task<IReadOnlyList<FixedText>> FixesAsync(
        Document document, string id, TextSpan span, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || OwnedMethod.At(model, span.Start, cancellation) is not { } method
            || method.Faults.FirstOrDefault(fault => fault.Diagnostic.Id == id && fault.Syntax.Span == span) is not { } fault)
        {
            return [];
        }

        // Different objects are released by different functions, so the place in the list tells what the user has chosen.
        return [.. Fixes(method, fault).Select((fix, index) => new FixedText(fix.Title, $"{id} {index}", fix.Changed.Text))];
    }
}
