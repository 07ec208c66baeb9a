using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Generators.Gathering;

/// <summary>How symbols are written in source.</summary>
internal static class SourceText
{
    /// <summary>A namespace with all its parts and escaped keywords, as a declaration needs it.</summary>
    public static readonly SymbolDisplayFormat WithinNamespace =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>A name as identifier: keywords get an @.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
