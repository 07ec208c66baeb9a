using System.Composition;
using Bpf.Analyzers.Intervals;
using Bpf.Analyzers.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0443: limits the size that a helper gets to that of the memory.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SizeFix))]
[Shared]
public sealed class SizeFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public SizeFix() : base([new IntervalAnalyzer()], "BPF0443")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent.Parent: InvocationExpressionSyntax call } argument
            || place.Model.GetOperation(call, place.Cancellation) is not IInvocationOperation { Arguments: var arguments }
            || arguments.FirstOrDefault(item => item.Syntax == argument) is not { Parameter: { } parameter }
            || arguments.FirstOrDefault(item => item.Parameter?.Ordinal == parameter.Ordinal - 1) is not { } memory
            || call.FirstAncestorOrSelf<SyntaxNode>(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax) is not { } body
            || HelperSizeRule.RoomOf(memory, new KnownLengths(place.Model, body, place.Cancellation)) is not { } room)
        {
            yield break;
        }

        ExpressionSyntax number = Number.Of(argument.Expression);
        string most = memory.Value.Syntax is PrefixUnaryExpressionSyntax { Operand: var local } && Unwrapped(memory.Value) is IAddressOfOperation
            && place.TypeOf(local) is { } type && type.SpecialType == SpecialType.None
            ? $"(uint)sizeof({type.ToMinimalDisplayString(place.Model, place.Node.SpanStart)})"
            : room.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string size = Number.IsUnsigned(place.TypeOf(number)) ? number.ToString() : $"(uint){Number.Operand(number)}";
        yield return new TriedChange($"Limit the size to {most.Replace("(uint)", "")}", "limit",
            [new TextChange(argument.Expression.Span, Cast($"Math.Min({size}, {most})", parameter.Type))]);
    }

    private static string Cast(string size, ITypeSymbol type) => type.SpecialType is SpecialType.System_UInt32 or SpecialType.System_UInt64 ? size
        : $"({type.ToDisplayString()}){size}";

    private static IOperation Unwrapped(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }
}
