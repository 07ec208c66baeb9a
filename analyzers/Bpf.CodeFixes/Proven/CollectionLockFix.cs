using System.Composition;
using Bpf.Analyzers.Maps;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0456: puts a lock next to a list or tree.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CollectionLockFix))]
[Shared]
public sealed class CollectionLockFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public CollectionLockFix() : base([new CollectionAnalyzer()], "BPF0456")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
        => place.Node.SyntaxTree.GetRoot(place.Cancellation).DescendantNodes().OfType<StructDeclarationSyntax>()
            .Where(structure => structure.Members.OfType<FieldDeclarationSyntax>().Any(field
                => place.TypeOf(field.Declaration.Type) is { Name: "BpfList" or "BpfTree", ContainingNamespace.Name: "Bpf" }))
            .Select(structure => new TriedChange($"Add a lock to '{structure.Identifier.Text}'", "lock",
                [place.Statements.After(structure.Members.Last(), ["public BpfSpinLock Lock;"])]));
}
