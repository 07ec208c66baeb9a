using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Generators.Gathering;

/// <summary>Formats symbols as source text.</summary>
internal static class SourceText
{
    /// <summary>Formats a full namespace for a declaration, with keywords escaped.</summary>
    public static readonly SymbolDisplayFormat WithinNamespace =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>Formats a name as an identifier: keywords are prefixed with @.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
