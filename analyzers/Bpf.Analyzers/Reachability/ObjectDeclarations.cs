using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Reachability;

/// <summary>
/// Finds the classes with <c>[BpfObject]</c>. Types without attributes are not looked at, so that an edit does not declare the whole project again.
/// </summary>
internal static class ObjectDeclarations
{
    private static readonly ConditionalWeakTable<SyntaxTree, TypeDeclarationSyntax[]> s_candidates = new();

    /// <summary>Returns the classes of a compilation.</summary>
    public static ImmutableArray<INamedTypeSymbol> In(BpfSymbols symbols, CancellationToken cancellation)
    {
        List<INamedTypeSymbol> found = [];
        foreach (SyntaxTree tree in symbols.Compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (s_candidates.GetValue(tree, static tree => Find(tree)) is not { Length: > 0 } candidates)
            {
                continue;
            }

#pragma warning disable RS1030 // Few files have classes with attributes.
            SemanticModel model = symbols.Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            found.AddRange(candidates.Select(candidate => model.GetDeclaredSymbol(candidate, cancellation)).OfType<INamedTypeSymbol>().Where(symbols.IsObject));
        }

        return [.. found.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)];
    }

    private static TypeDeclarationSyntax[] Find(SyntaxTree tree) =>
    [
        .. tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<TypeDeclarationSyntax>().Where(static type => type.AttributeLists.Count > 0),
    ];
}
