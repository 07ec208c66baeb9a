using System.Composition;
using Bpf.Analyzers.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0305 and BPF0465: returns where a lookup, a reservation or an allocation has found nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallResultFix))]
[Shared]
public sealed class CallResultFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public CallResultFix() : base([new OwnershipAnalyzer()], "BPF0305", "BPF0465")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        string? name = place.Node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .FirstOrDefault(item => place.Model.GetSymbolInfo(item, place.Cancellation).Symbol is ILocalSymbol or IParameterSymbol)?.Identifier.Text;
        if (name is null || place.Exit is not { } exit)
        {
            yield break;
        }

        // Map.TryGetRef(key, out var value) || value.Value == 7
        if (place.Node.Ancestors().OfType<BinaryExpressionSyntax>().FirstOrDefault(static item => item.IsKind(SyntaxKind.LogicalOrExpression)) is { } or
            && or.Left.DescendantNodes().OfType<ArgumentSyntax>().Any(argument => Sets(argument, name)))
        {
            yield return new TriedChange("Write &&", "and", [new TextChange(or.OperatorToken.Span, "&&")]);
        }

        if (ResultIgnoredBy(name, place) is { } call)
        {
            yield return new TriedChange($"Return where '{NameOf(call)}' finds nothing", "test",
                place.Statements.Test(call, "if (!", ")", exit));
        }

        yield return new TriedChange($"Return where '{name}' is null", "test", place.LeaveIf(place.Node, $"{name}.IsNull", exit));
    }

    // Map.TryGetRef(key, out BpfRef<T> value);
    private static ExpressionStatementSyntax? ResultIgnoredBy(string name, FixPlace place)
        => place.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<ExpressionStatementSyntax>()
            .LastOrDefault(statement => statement.Span.End <= place.Node.SpanStart
                && statement.Expression is InvocationExpressionSyntax { ArgumentList: var list } && list.Arguments.Any(argument => Sets(argument, name)));

    private static bool Sets(ArgumentSyntax argument, string name) => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) && argument.Expression switch
    {
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax declared } => declared.Identifier.Text == name,
        IdentifierNameSyntax variable => variable.Identifier.Text == name,
        _ => false,
    };

    private static string NameOf(ExpressionStatementSyntax call) => ((InvocationExpressionSyntax)call.Expression).Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        var other => other.ToString(),
    };
}
