using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Operations;

/// <summary>
/// Finds the files of a project that mention certain names. Only their operations are analyzed, because those of a whole project take as long as to compile it.
/// </summary>
internal sealed class HostCode
{
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> s_names = new();

    private readonly Func<HashSet<string>, bool> _mentions;
    private readonly bool _isEverywhere;

    private HostCode(Func<HashSet<string>, bool> mentions, bool isEverywhere) => (_mentions, _isEverywhere) = (mentions, isEverywhere);

    /// <summary>Prepares a search.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="mentions">Whether the identifiers of a file contain one of the names.</param>
    public static HostCode Of(Compilation compilation, Func<HashSet<string>, bool> mentions) => new(mentions, compilation.SyntaxTrees
        .Any(tree => tree.GetRoot() is CompilationUnitSyntax unit && unit.Usings.Any(use => use.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)
            && (use.Alias is not null || use.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)) && mentions(Names(use)))));

    /// <summary>Returns whether a file has to be analyzed: it mentions a name, or the project has a global alias for one.</summary>
    public bool IsConcerned(SyntaxTree tree) => _isEverywhere || _mentions(s_names.GetValue(tree, static tree => Names(tree.GetRoot())));

    private static HashSet<string> Names(SyntaxNode node)
        => [.. node.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)];
}
