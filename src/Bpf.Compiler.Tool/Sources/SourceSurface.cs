using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Compiler.Tool.Sources;

/// <summary>
/// The surface of a piece of source: its tokens without method bodies. C# compiles a method independently of the bodies of other methods,
/// so a change below the surface of a file only affects whoever compiles the methods of that file. Comments and white space are not part of a surface.
/// </summary>
internal static class SourceSurface
{
    /// <summary>Returns the hash of the surface of the given nodes.</summary>
    public static string Hash(IEnumerable<SyntaxNode> roots)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SyntaxNodeOrToken item in roots.SelectMany(Items))
        {
            if (item.IsToken)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(item.AsToken().Text + "\0"));
            }
            else if (IsBody(item.AsNode()!) && item.AsNode() is not GlobalStatementSyntax)
            {
                hash.AppendData("{}\0"u8); // distinguishes a method without a body
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Returns the identifiers on the surface of a node.</summary>
    public static IEnumerable<string> Names(SyntaxNode root)
        => Items(root).Where(static item => item.IsToken && item.AsToken().IsKind(SyntaxKind.IdentifierToken)).Select(static item => item.AsToken().ValueText);

    private static IEnumerable<SyntaxNodeOrToken> Items(SyntaxNode root) => root.DescendantNodesAndTokensAndSelf(static node => !IsBody(node));

    private static bool IsBody(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax => true,
        BlockSyntax or ArrowExpressionClauseSyntax => node.Parent switch
        {
            // Initial values of static fields.
            ConstructorDeclarationSyntax constructor => !constructor.Modifiers.Any(SyntaxKind.StaticKeyword) && !AddsFields(constructor),
            AccessorDeclarationSyntax or BasePropertyDeclarationSyntax => !AddsFields(node.Parent),
            BaseMethodDeclarationSyntax method => !AddsFields(method),
            _ => false,
        },
        _ => false,
    };

    // In a struct, a body can add a field: the keyword "field" in an accessor does, and so does using a parameter of the primary constructor.
    private static bool AddsFields(SyntaxNode member) => member.FirstAncestorOrSelf<TypeDeclarationSyntax>() switch
    {
        StructDeclarationSyntax { ParameterList: not null } => true,
        StructDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: (int)SyntaxKind.StructKeyword }
            => member is AccessorDeclarationSyntax or BasePropertyDeclarationSyntax,
        _ => false,
    };
}
