using System.Composition;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0017: sets the license of the object to GPL.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LicenseFix))]
[Shared]
public sealed class LicenseFix : SyntaxFix<SyntaxNode>
{
    /// <summary>Creates the fix.</summary>
    public LicenseFix() : base("BPF0017", "Set the license to GPL")
    {
    }

    private protected override SyntaxNode? Fix(SyntaxNode node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        foreach (ClassDeclarationSyntax declaration in node.Ancestors().OfType<ClassDeclarationSyntax>())
        {
            AttributeSyntax? attribute = declaration.AttributeLists.SelectMany(static list => list.Attributes)
                .FirstOrDefault(candidate => model.GetTypeInfo(candidate, cancellation).Type?.ToDisplayString() == AttributeNames.Object);
            if (attribute is not null)
            {
                return root.ReplaceNode(attribute, WithLicense(attribute));
            }
        }

        return null;
    }

    private static AttributeSyntax WithLicense(AttributeSyntax attribute)
    {
        AttributeArgumentListSyntax list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        AttributeArgumentSyntax[] others = [.. list.Arguments.Where(static argument => argument.NameEquals?.Name.Identifier.Text != "License")];
        AttributeArgumentSyntax license = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression("\"GPL\""))
            .WithNameEquals(SyntaxFactory.NameEquals(
                SyntaxFactory.IdentifierName("License").WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));
        return attribute.WithArgumentList(list.WithArguments(Separated([license, .. others])));
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Separated(AttributeArgumentSyntax[] arguments) => SyntaxFactory.SeparatedList(
        arguments,
        Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), arguments.Length - 1));
}
