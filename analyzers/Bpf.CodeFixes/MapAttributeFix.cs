using System.Composition;
using Bpf.Analyzers.Maps;
using Bpf.Shared;
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
        string arguments = MapSymbols.Of(model.GetTypeInfo(node.Declaration.Type, cancellation).Type)?.Kind.Capacity switch
        {
            MapCapacity.Bytes => "(ByteSize = 256 * 1024)",
            MapCapacity.Owners or MapCapacity.Cpus => "",
            _ => "(MaxEntries = 1024)",
        };
        return root.ReplaceNode(node, Attributes.Add(node, "BpfMap" + arguments));
    }
}
