using System.Composition;
using Bpf.Analyzers.Ownership;
using Bpf.CodeFixes.Changes;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.CodeFixes.Ownership;

/// <summary>BPF0433: releases an object after its last use.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseAfterReleaseFix))]
[Shared]
public sealed class UseAfterReleaseFix : OwnershipFix
{
    /// <summary>Creates the fix.</summary>
    public UseAfterReleaseFix() : base("BPF0433")
    {
    }

    private protected override IEnumerable<(string Title, OwnedMethod Changed)> Fixes(OwnedMethod method, OwnershipFault fault)
    {
        StatementText text = new(method.Text);
        IEnumerable<ExpressionStatementSyntax> releases = method.Syntax.DescendantNodes().OfType<ExpressionStatementSyntax>()
            .Where(statement => statement.Span.End <= fault.Syntax.SpanStart && statement.Expression is InvocationExpressionSyntax call
                && ReleasedObject.Of(call, method)?.Name == fault.Name)
            .OrderByDescending(static statement => statement.SpanStart);
        foreach (ExpressionStatementSyntax release in releases)
        {
            if (AfterLastUse(method, fault, release, text) is { } moved)
            {
                yield return ("Release after the last use", moved);
                yield break;
            }
        }
    }

    // Behind the last statement of the same block that mentions the object, or else at the ends of all paths.
    private static OwnedMethod? AfterLastUse(OwnedMethod method, OwnershipFault fault, ExpressionStatementSyntax release, StatementText text)
    {
        var call = (InvocationExpressionSyntax)release.Expression;
        ILocalSymbol variable = ReleasedObject.Of(call, method)!;
        StatementSyntax? last = (release.Parent as BlockSyntax)?.Statements.LastOrDefault(statement
            => statement != release && statement.DescendantTokens().Any(token => token.ValueText == fault.Name));
        if (last is not null && last.SpanStart > release.SpanStart)
        {
            OwnedMethod moved = method.With([text.Remove(release), .. text.After(last, [release.ToString()])]);
            if (method.IsMendedBy(moved, fault))
            {
                return moved;
            }
        }

        // Without the release, the object leaks, which has a fix of its own.
        OwnedMethod without = method.With([text.Remove(release)]);
        OwnershipFault? leak = without.Faults.FirstOrDefault(found
            => found.Diagnostic == BpfDiagnostics.NotReleased && OwnedMethod.Count(method.Faults, found) < OwnedMethod.Count(without.Faults, found));
        return leak?.Syntax is InvocationExpressionSyntax acquisition
            && without.Model.GetOperation(acquisition) is IInvocationOperation acquiring
            && OwnershipEvents.AcquiredBy(acquiring) is { } owner && owner.Name == variable.Name
            && ReleasePlaces.Mend(without, leak, acquisition, new ReleaseCall("", call.ToString(), ReleaseCall.GuardOf(owner), owner)) is { } mended
            && method.IsMendedBy(mended, fault) ? mended : null;
    }
}
