using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0303: adds <c>[BpfMap]</c> to a map.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MapAttributeFix))]
[Shared]
public sealed class MapAttributeFix : SyntaxFix<FieldDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public MapAttributeFix() : base("BPF0303", "Add [BpfMap]")
    {
    }

    private protected override SyntaxNode? Fix(FieldDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        string size = model.GetTypeInfo(node.Declaration.Type, cancellation).Type?.Name is "BpfRingBuffer" or "BpfUserRingBuffer"
            ? "ByteSize = 256 * 1024"
            : "MaxEntries = 1024";
        return root.ReplaceNode(node, Attributes.Add(node, $"BpfMap({size})"));
    }
}
