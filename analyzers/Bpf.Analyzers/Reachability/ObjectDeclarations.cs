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
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> s_names = new();

    /// <summary>Returns the classes of a compilation.</summary>
    public static ImmutableArray<INamedTypeSymbol> In(BpfSymbols symbols, CancellationToken cancellation)
    {
        HashSet<string> names = [.. symbols.Compilation.SyntaxTrees.SelectMany(tree => s_names.GetValue(tree, NamesWithAttributes))];
        return [.. symbols.Compilation.GetSymbolsWithName(names.Contains, SymbolFilter.Type, cancellation).OfType<INamedTypeSymbol>().Where(symbols.IsObject)];
    }

    private static string[] NamesWithAttributes(SyntaxTree tree) =>
    [
        .. tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<TypeDeclarationSyntax>().Where(static type => type.AttributeLists.Count > 0).Select(static type => type.Identifier.ValueText),
    ];
}
