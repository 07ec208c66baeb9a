using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Proven;

/// <summary>Expressions of integers, as parts of others.</summary>
internal static class Number
{
    /// <summary>Returns what a cast converts, which is what a test has to look at; the expression itself if it is not one.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Of(inner.Expression),
        CastExpressionSyntax cast => Of(cast.Expression),
        _ => expression,
    };

    /// <summary>Returns an expression as the operand of an operator.</summary>
    public static string Operand(ExpressionSyntax expression)
        => expression is SimpleNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            or InvocationExpressionSyntax or ParenthesizedExpressionSyntax ? expression.ToString() : $"({expression})";

    /// <summary>Returns true for a type without negative numbers.</summary>
    public static bool IsUnsigned(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32
        or SpecialType.System_UInt64 or SpecialType.System_UIntPtr or SpecialType.System_Char;

    /// <summary>Returns true for a type of 64 bits.</summary>
    public static bool IsLong(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_IntPtr
        or SpecialType.System_UIntPtr;
}
