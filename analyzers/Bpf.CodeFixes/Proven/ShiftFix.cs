using System.Composition;
using Bpf.Analyzers.Intervals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0149: shifts a number of 64 bits where the result becomes one, or masks the count, which changes nothing but says what happens.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShiftFix))]
[Shared]
public sealed class ShiftFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public ShiftFix() : base([new IntervalAnalyzer()], "BPF0149")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        (ExpressionSyntax number, ExpressionSyntax count) = place.Node switch
        {
            BinaryExpressionSyntax shift => (shift.Left, shift.Right),
            AssignmentExpressionSyntax shift => (shift.Left, shift.Right),
            _ => default,
        };
        if (number is null)
        {
            yield break;
        }

        bool isLong = Number.IsLong(place.TypeOf(number));
        if (!isLong && place.Node is BinaryExpressionSyntax binary && WidestOf(binary, place) is var (type, whole))
        {
            string wide = number is LiteralExpressionSyntax { Token: { Text: var digits, Value: int or uint } }
                ? digits.TrimEnd('u', 'U') + (type == "ulong" ? "UL" : "L") : $"({type}){Number.Operand(number)}";
            string shifted = $"{wide} {binary.OperatorToken} {count}";
            yield return new TriedChange("Shift a number of 64 bits", "widen",
                [new TextChange(whole.Span, NeedsParentheses(whole) ? $"({shifted})" : shifted)]);
        }

        if (!place.Model.GetConstantValue(count, place.Cancellation).HasValue)
        {
            string mask = isLong ? "63" : "31";
            yield return new TriedChange($"Mask the count with {mask}", "mask", [new TextChange(count.Span, $"({Number.Operand(count)} & {mask})")]);
        }
    }

    // (ulong)(1 << count), or ulong x = 1 << count where it is converted without being written.
    private static (string Type, ExpressionSyntax Whole)? WidestOf(BinaryExpressionSyntax shift, FixPlace place)
    {
        ExpressionSyntax whole = shift;
        while (whole.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            whole = parenthesized;
        }

        if (whole.Parent is CastExpressionSyntax cast && Number.IsLong(place.TypeOf(cast)))
        {
            return (cast.Type.ToString(), cast);
        }

        ExpressionSyntax result = whole;
        while (result.Parent is ParenthesizedExpressionSyntax
            || result.Parent?.Kind() is SyntaxKind.BitwiseOrExpression or SyntaxKind.BitwiseAndExpression or SyntaxKind.ExclusiveOrExpression)
        {
            result = (ExpressionSyntax)result.Parent!;
        }

        return place.Model.GetTypeInfo(result, place.Cancellation).ConvertedType is { } type && Number.IsLong(type) ? (type.ToDisplayString(), whole) : null;
    }

    private static bool NeedsParentheses(ExpressionSyntax whole)
        => whole is ParenthesizedExpressionSyntax || whole.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or MemberAccessExpressionSyntax;
}
