using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>Base class of the fixes that call the method for the other address space.</summary>
public abstract class AddressSpaceFix : SyntaxFix<InvocationExpressionSyntax>
{
    private readonly string _from;
    private readonly string _to;

    private protected AddressSpaceFix(string id, string title, string from, string to) : base(id, title)
    {
        _from = from;
        _to = to;
    }

    private protected sealed override SyntaxNode? Fix(InvocationExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        SimpleNameSyntax? name = node.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        return name is not null && name.Identifier.ValueText.Contains(_from)
            ? root.ReplaceNode(name,
                name.WithIdentifier(SyntaxFactory.Identifier(name.Identifier.ValueText.Replace(_from, _to)).WithTriviaFrom(name.Identifier)))
            : null;
    }
}
