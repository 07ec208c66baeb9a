using System.Composition;
using System.Globalization;
using Bpf.Analyzers.Packets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0461: returns where the bytes that are accessed are behind the end of the packet.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PacketBoundFix))]
[Shared]
public sealed class PacketBoundFix : ProvenFix
{
    // The largest part that is looked for where only the analysis knows what a method reads: the longest header is that of TCP or IPv4 with options.
    private const int LargestPart = 60;

    /// <summary>Creates the fix.</summary>
    public PacketBoundFix() : base([new PacketBoundAnalyzer()], "BPF0461")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (PacketEnd.At(place) is not { } end)
        {
            yield break;
        }

        string? exit = end.Exit ?? place.Exit;
        foreach (string last in LastOf(place.Node, place))
        {
            string behind = $"{last} > {end.Text}";
            yield return new TriedChange($"Return where '{behind}'", "return", place.LeaveIf(place.Node, behind, exit));
        }
    }

    // Pointers behind the last byte.
    private static IEnumerable<string> LastOf(SyntaxNode access, FixPlace place)
    {
        switch (access)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element when place.IsRepeatable(element):
                string index = Number.Operand(arguments[0].Expression);
                yield return place.Model.GetConstantValue(arguments[0].Expression, place.Cancellation).Value is int number
                    ? Sum(element.Expression, number + 1) : $"{Number.Operand(element.Expression)} + {index} + 1";
                break;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression, Operand: var pointer } when place.IsRepeatable(pointer):
                yield return Behind(pointer, place);
                break;
            case MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.PointerMemberAccessExpression, Expression: var pointer }
                when place.IsRepeatable(pointer):
                yield return Behind(pointer, place);
                break;
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax variable } when HeaderOf(variable, place) is { } pointer:
                yield return Behind(pointer, place);
                break;
        }

        foreach (ExpressionSyntax pointer in PointersIn(access, place))
        {
            for (int bytes = 1; bytes <= LargestPart; bytes++)
            {
                yield return Sum(pointer, bytes);
            }
        }
    }

    // ref Ipv4Header ip = ref *(Ipv4Header*)(data + 14), or a copy
    private static ExpressionSyntax? HeaderOf(IdentifierNameSyntax variable, FixPlace place)
        => place.Model.GetSymbolInfo(variable, place.Cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
            && references[0].GetSyntax(place.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value }
            && (value is RefExpressionSyntax reference ? reference.Expression : value)
                is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression, Operand: var pointer }
            && place.IsRepeatable(pointer) ? pointer : null;

    // *(ushort*)(data + 12) and ip->Protocol
    private static string Behind(ExpressionSyntax pointer, FixPlace place)
    {
        while (pointer is ParenthesizedExpressionSyntax parenthesized)
        {
            pointer = parenthesized.Expression;
        }

        if (pointer is not CastExpressionSyntax { Type: PointerTypeSyntax { ElementType: var element }, Expression: var inner }
            || place.TypeOf(inner) is not IPointerTypeSymbol { PointedAtType.SpecialType: SpecialType.System_Byte })
        {
            return Sum(pointer, 1);
        }

        return SizeOf(place.TypeOf(element)) is { } size ? Sum(inner, size) : $"{Unwrapped(inner)} + sizeof({element})";
    }

    private static IEnumerable<ExpressionSyntax> PointersIn(SyntaxNode access, FixPlace place) => access is InvocationExpressionSyntax call
        ? call.ArgumentList.Arguments.Select(static argument => argument.Expression)
            .Where(argument => place.TypeOf(argument) is IPointerTypeSymbol && place.IsRepeatable(argument))
        : [];

    private static int? SizeOf(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Byte or SpecialType.System_SByte => 1,
        SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 => 8,
        _ => null,
    };

    // data + 12 and 2 more are data + 14.
    private static string Sum(ExpressionSyntax pointer, int count)
    {
        pointer = pointer is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : pointer;
        return pointer is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: var start, Right: LiteralExpressionSyntax literal }
            && literal.Token.Value is int offset ? $"{start} + {Text(offset + count)}" : $"{Unwrapped(pointer)} + {Text(count)}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Unwrapped(ExpressionSyntax pointer) => pointer switch
    {
        ParenthesizedExpressionSyntax inner => Unwrapped(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } => pointer.ToString(),
        _ => Number.Operand(pointer),
    };
}
