using System.Composition;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Maps;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0201 and BPF0444: gives a struct the layout of its declaration, or leaves <c>Pack</c> out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LayoutFix))]
[Shared]
public sealed class LayoutFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public LayoutFix() : base([new MapTypeAnalyzer(), new AtomicAnalyzer()], "BPF0201", "BPF0444")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        foreach (StructDeclarationSyntax structure in place.Node.SyntaxTree.GetRoot(place.Cancellation).DescendantNodes().OfType<StructDeclarationSyntax>())
        {
            AttributeSyntax? layout = structure.AttributeLists.SelectMany(static list => list.Attributes)
                .FirstOrDefault(attribute => place.TypeOf(attribute)?.Name == "StructLayoutAttribute");
            if (place.Diagnostic.Id == "BPF0444" && layout is not null && AttributeText.Find(layout, "Pack") is { } pack)
            {
                yield return new TriedChange($"Leave Pack out of '{structure.Identifier.Text}'", "pack", [AttributeText.Remove(pack)]);
            }
            else if (place.Diagnostic.Id == "BPF0201" && layout?.ArgumentList?.Arguments.FirstOrDefault()?.Expression
                is MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "Auto" } kind })
            {
                yield return new TriedChange($"Give '{structure.Identifier.Text}' a sequential layout", "layout", [new TextChange(kind.Span, "Sequential")]);
            }
        }
    }
}
