using Bpf.Analyzers.Ownership;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Ownership;

/// <summary>Finds what a call releases.</summary>
internal static class ReleasedObject
{
    /// <summary>Returns the local whose object a call releases; null for other calls.</summary>
    public static ILocalSymbol? Of(InvocationExpressionSyntax call, OwnedMethod method)
    {
        if (method.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol target)
        {
            return null;
        }

        ExpressionSyntax? released = target.Name == "Dispose" && target.Parameters.IsEmpty ? (call.Expression as MemberAccessExpressionSyntax)?.Expression
            : OwnershipEvents.FunctionOf(target, method.Symbols) is { } function && OwnershipTable.Releases(function)
            ? call.ArgumentList.Arguments.FirstOrDefault()?.Expression : null;
        while (released is CastExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            released = released is CastExpressionSyntax cast ? cast.Expression : ((ParenthesizedExpressionSyntax)released).Expression;
        }

        return released is null ? null : method.Model.GetSymbolInfo(released).Symbol as ILocalSymbol;
    }
}
