using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Changes;

/// <summary>
/// The statement that leaves a function early: in a program with the verdict that lets the kernel go on as without it, elsewhere with no result.
/// </summary>
internal static class EarlyReturn
{
    /// <summary>Returns the statement; null where the function around the node cannot be told.</summary>
    public static string? At(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetEnclosingSymbol(node.SpanStart, cancellation) is not IMethodSymbol function)
        {
            return null;
        }

        ProgramVerdict? verdict = function.MethodKind == MethodKind.Ordinary && node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
            ? ProgramKindOf.Method(method, model, cancellation)?.Verdict : null;
        string value = function.ReturnsVoid ? ""
            : verdict is null ? Nothing(function.ReturnType)
            : function.ReturnType.SpecialType switch
            {
                SpecialType.System_Boolean => " " + (verdict.Values.Length > 0 ? "true" : "false"),
                >= SpecialType.System_SByte and <= SpecialType.System_UInt64 => " " + Number(verdict),
                _ => verdict.Type == function.ReturnType.ToDisplayString() ? " " + Pass(verdict) : " default",
            };
        return $"return{value};";
    }

    private static string Nothing(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => " false",
        >= SpecialType.System_SByte and <= SpecialType.System_UInt64 => " 0",
        _ => " default",
    };

    // A session that has recorded nothing at entry still runs at return, which is always allowed.
    private static string Pass(ProgramVerdict verdict) => verdict == ProgramVerdicts.Session ? verdict.No : verdict.Yes;

    private static string Number(ProgramVerdict verdict) => verdict.Type switch
    {
        "int" => verdict.Yes == "1" ? "0" : verdict.Yes,
        "bool" => "1",
        "void" => verdict.Default.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => $"(int){Pass(verdict)}",
    };
}
