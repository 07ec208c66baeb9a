using System.Composition;
using System.Globalization;
using Bpf.Analyzers.Intervals;
using Bpf.Analyzers.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0147: returns where an index or a part is out of range, or masks the index where the length is a power of two.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IndexFix))]
[Shared]
public sealed class IndexFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public IndexFix() : base([new IntervalAnalyzer()], "BPF0147")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        switch (place.Node)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } access
                when arguments[0].Expression is not (RangeExpressionSyntax
                    or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression }):
                return OfIndex(access.Expression, arguments[0].Expression, place);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } part
                when arguments[0].Expression is RangeExpressionSyntax range:
                return OfPart(part.Expression, [range.LeftOperand, range.RightOperand], place);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var whole }, ArgumentList.Arguments: var bounds }:
                return OfPart(whole, [.. bounds.Select(static bound => bound.Expression)], place);
            default:
                return [];
        }
    }

    private static IEnumerable<TriedChange> OfIndex(ExpressionSyntax owner, ExpressionSyntax index, FixPlace place)
    {
        if (LengthOf(owner, place) is not { } length)
        {
            yield break;
        }

        ExpressionSyntax number = Number.Of(index);
        if (place.IsRepeatable(index))
        {
            yield return new TriedChange($"Return where '{number}' is out of range", "test",
                place.LeaveIf(place.Node, $"{Unsigned(number, place)} >= {Text(length)}", place.Exit));
        }


        if ((length & (length - 1)) == 0)
        {
            string masked = $"{Number.Operand(number)} & {Text(length - 1)}";
            yield return new TriedChange($"Mask the index with {Text(length - 1)}", "mask",
                [new TextChange(index.Span, index is CastExpressionSyntax cast && number != index ? $"({cast.Type})({masked})" : masked)]);
        }
    }

    // A bound may be the length itself.
    private static IEnumerable<TriedChange> OfPart(ExpressionSyntax whole, IReadOnlyList<ExpressionSyntax?> bounds, FixPlace place)
    {
        ExpressionSyntax[] variable = [.. bounds.OfType<ExpressionSyntax>().Where(bound => !place.Model.GetConstantValue(bound, place.Cancellation).HasValue)];
        if (LengthOf(whole, place) is not { } length || variable.Length != 1 || !place.IsRepeatable(variable[0]))
        {
            yield break;
        }

        ExpressionSyntax number = Number.Of(variable[0]);
        yield return new TriedChange($"Return where '{number}' is out of range", "test",
            place.LeaveIf(place.Node, $"{Unsigned(number, place)} > {Text(length)}", place.Exit));
    }

    // Negative numbers are large as unsigned ones.
    private static string Unsigned(ExpressionSyntax number, FixPlace place)
        => Number.IsUnsigned(place.TypeOf(number)) ? number is BinaryExpressionSyntax ? $"({number})" : number.ToString()
            : $"({(Number.IsLong(place.TypeOf(number)) ? "ulong" : "uint")}){Number.Operand(number)}";

    private static int? LengthOf(ExpressionSyntax owner, FixPlace place)
        => owner.FirstAncestorOrSelf<SyntaxNode>(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax) is { } body
            ? new KnownLengths(place.Model, body, place.Cancellation).Of(owner) : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
