using System.Composition;
using Bpf.Analyzers.Ownership;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Ownership;

/// <summary>BPF0306, BPF0431 and BPF0435: releases or ends on every path what a program acquires or begins.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseFix))]
[Shared]
public sealed class ReleaseFix : OwnershipFix
{
    /// <summary>Creates the fix.</summary>
    public ReleaseFix() : base("BPF0306", "BPF0431", "BPF0435")
    {
    }

    private protected override IEnumerable<(string Title, OwnedMethod Changed)> Fixes(OwnedMethod method, OwnershipFault fault)
    {
        if (fault.Syntax is not InvocationExpressionSyntax acquisition)
        {
            yield break;
        }

        foreach (ReleaseCall call in ReleaseCall.For(method, acquisition))
        {
            if (ReleasePlaces.Mend(method, fault, acquisition, call) is { } mended)
            {
                yield return ($"Call '{call.Name}' on every path", mended);
            }
        }

        if (Scoped(method, fault, acquisition) is { } scoped)
        {
            yield return ("Write 'using'", scoped);
        }
    }

    // What has to be disposed: the language does it.
    private static OwnedMethod? Scoped(OwnedMethod method, OwnershipFault fault, InvocationExpressionSyntax acquisition)
    {
        TextChange? change = acquisition.Parent switch
        {
            EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax declaration, Variables.Count: 1 } }
                => new TextChange(new TextSpan(declaration.SpanStart, 0), "using "),
            ExpressionStatementSyntax { Parent: BlockSyntax } => new TextChange(new TextSpan(acquisition.SpanStart, 0), "using var _ = "),
            _ => null,
        };
        if (change is not { } written)
        {
            return null;
        }

        // Where it is disposed already, it no longer has to be.
        string? name = ((acquisition.Parent as EqualsValueClauseSyntax)?.Parent as VariableDeclaratorSyntax)?.Identifier.ValueText;
        StatementText text = new(method.Text);
        OwnedMethod changed = method.With(
        [
            written,
            .. method.Syntax.DescendantNodes().OfType<ExpressionStatementSyntax>()
                .Where(statement => statement.SpanStart > acquisition.Span.End && statement.Expression is InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose", Expression: IdentifierNameSyntax owner },
                } && owner.Identifier.ValueText == name)
                .Select(text.Remove),
        ]);
        return method.IsMendedBy(changed, fault) ? changed : null;
    }
}
