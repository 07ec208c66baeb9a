using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Reachability;

/// <summary>The types that a file declares and the names that it mentions; an edit of another file does not change them.</summary>
internal sealed class FileOutline
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileOutline> s_cache = new();

    private FileOutline(SyntaxTree tree)
    {
        SyntaxNode root = tree.GetRoot();
        Mentions = NamesIn(root);
        UsingDirectiveSyntax[] usings = [.. root.DescendantNodes(IsAroundTypes).OfType<UsingDirectiveSyntax>()];
        GlobalUsings = [.. usings.Where(static use => use.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))];
        GlobalMentions = NamesIn([.. GlobalUsings]);
        HashSet<string> imported = NamesIn(usings);
        Types =
        [
            .. root.DescendantNodes(IsAroundTypes).OfType<MemberDeclarationSyntax>()
                .Where(static type => type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).Select(type => new TypeOutline(type, imported)),
        ];
    }

    /// <summary>The types, without those in other types.</summary>
    public ImmutableArray<TypeOutline> Types { get; }

    /// <summary>All names.</summary>
    public HashSet<string> Mentions { get; }

    /// <summary>The usings for the whole project.</summary>
    public ImmutableArray<UsingDirectiveSyntax> GlobalUsings { get; }

    /// <summary>The names in <see cref="GlobalUsings"/>.</summary>
    public HashSet<string> GlobalMentions { get; }

    /// <summary>Returns the outline of a file.</summary>
    public static FileOutline Of(SyntaxTree tree) => s_cache.GetValue(tree, static tree => new FileOutline(tree));

    /// <summary>Returns the names that pieces of code mention.</summary>
    public static HashSet<string> NamesIn(params SyntaxNode[] code)
        => [.. code.SelectMany(IdentifiersIn)];

    /// <summary>Returns the identifiers of a piece of code, in order.</summary>
    public static IEnumerable<string> IdentifiersIn(SyntaxNode code)
        => code.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);

    private static bool IsAroundTypes(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;
}
