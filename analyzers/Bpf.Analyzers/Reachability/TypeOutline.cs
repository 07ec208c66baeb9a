using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Reachability;

/// <summary>A type that is not in another one, or a part of it: how other code can name it, and what it mentions.</summary>
internal sealed class TypeOutline
{
    // Methods that the language finds by their names, without an expression that mentions them.
    private static readonly HashSet<string> s_implicit =
        ["Add", "Deconstruct", "Dispose", "GetAsyncEnumerator", "GetAwaiter", "GetEnumerator", "GetPinnableReference", "Slice"];

    /// <summary>Reads a declaration.</summary>
    /// <param name="type">The declaration.</param>
    /// <param name="imported">The names in the usings of the file.</param>
    public TypeOutline(MemberDeclarationSyntax type, HashSet<string> imported)
    {
        Namespace = string.Join(".", type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse()
            .SelectMany(static space => FileOutline.IdentifiersIn(space.Name)));
        Name = type is DelegateDeclarationSyntax function ? function.Identifier.ValueText : ((BaseTypeDeclarationSyntax)type).Identifier.ValueText;
        Mentions = FileOutline.NamesIn(type);
        Mentions.UnionWith(imported);
        MemberDeclarationSyntax[] extensions = type is ClassDeclarationSyntax { Members: var members } ? [.. members.SelectMany(ExtensionsIn)] : [];
        Extensions = [.. extensions.Select(NameOf).OfType<string>().Distinct()];
        IsUsedWithoutName = extensions.Any(static extension => NameOf(extension) is null) || s_implicit.Overlaps(Extensions);
    }

    /// <summary>The namespace; empty for the global one.</summary>
    public string Namespace { get; }

    /// <summary>The name, without type parameters.</summary>
    public string Name { get; }

    /// <summary>The names that the type and the usings of its file mention.</summary>
    public HashSet<string> Mentions { get; }

    /// <summary>The names of extension members.</summary>
    public ImmutableArray<string> Extensions { get; }

    /// <summary>True when it has extension members that code may call without a name, such as operators.</summary>
    public bool IsUsedWithoutName { get; }

    private static IEnumerable<MemberDeclarationSyntax> ExtensionsIn(MemberDeclarationSyntax member) => member switch
    {
        ExtensionBlockDeclarationSyntax block => block.Members,
        MethodDeclarationSyntax { ParameterList.Parameters: { Count: > 0 } parameters } when parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword) => [member],
        _ => [],
    };

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };
}
