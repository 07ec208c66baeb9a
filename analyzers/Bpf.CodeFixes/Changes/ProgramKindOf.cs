using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Changes;

/// <summary>Finds what kind of program a method is.</summary>
internal static class ProgramKindOf
{
    /// <summary>Returns the kind that the method's attribute declares; null when it has none.</summary>
    public static ProgramKind? Method(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation)
    {
        foreach (AttributeData attribute in model.GetDeclaredSymbol(method, cancellation)?.GetAttributes() ?? [])
        {
            string? name = attribute.AttributeClass?.ToDisplayString();
            if (Array.Find(ProgramKinds.All, kind => kind.Attribute == name) is { } found)
            {
                return found.For(
                    [.. attribute.ConstructorArguments.Select(static argument => argument.Kind == TypedConstantKind.Array ? null : argument.Value)]);
            }
        }

        return null;
    }
}
