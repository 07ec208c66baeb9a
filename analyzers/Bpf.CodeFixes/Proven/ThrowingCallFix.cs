using System.Composition;
using Bpf.Analyzers.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0140: returns where a method would throw, or casts where a checked conversion would.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ThrowingCallFix))]
[Shared]
public sealed class ThrowingCallFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public ThrowingCallFix() : base([new ThrowingCallAnalyzer()], "BPF0140")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call
            || place.Model.GetSymbolInfo(call, place.Cancellation).Symbol is not IMethodSymbol method)
        {
            yield break;
        }

        if (ConditionOf(method.Name, arguments) is { } condition && call.Parent is ExpressionStatementSyntax statement && place.Exit is { } exit)
        {
            yield return new TriedChange($"Return where '{condition}'", "return", place.Statements.Replace(statement, [$"if ({condition})", $"    {exit}"]));
        }
        else if (arguments.Count == 1 && (method.Name == "CreateChecked" || method.Name.StartsWith("To", StringComparison.Ordinal)))
        {
            string cast = $"({method.ReturnType.ToMinimalDisplayString(place.Model, call.SpanStart)}){Number.Operand(arguments[0].Expression)}";
            bool isWhole = call.Parent is not (MemberAccessExpressionSyntax or ElementAccessExpressionSyntax);
            yield return new TriedChange($"Cast to {method.ReturnType.ToMinimalDisplayString(place.Model, call.SpanStart)}", "cast",
                [new TextChange(call.Span, isWhole ? cast : $"({cast})")]);
        }
    }

    private static string? ConditionOf(string method, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        string value = Number.Operand(arguments[0].Expression);
        string? other = arguments.Count > 1 ? Number.Operand(arguments[1].Expression) : null;
        return (method, other) switch
        {
            ("ThrowIfNull", _) => $"{value} == null",
            ("ThrowIfZero", _) => $"{value} == 0",
            ("ThrowIfNegative", _) => $"{value} < 0",
            ("ThrowIfNegativeOrZero", _) => $"{value} <= 0",
            ("ThrowIfEqual", not null) => $"{value} == {other}",
            ("ThrowIfNotEqual", not null) => $"{value} != {other}",
            ("ThrowIfGreaterThan", not null) => $"{value} > {other}",
            ("ThrowIfGreaterThanOrEqual", not null) => $"{value} >= {other}",
            ("ThrowIfLessThan", not null) => $"{value} < {other}",
            ("ThrowIfLessThanOrEqual", not null) => $"{value} <= {other}",
            _ => null,
        };
    }
}
