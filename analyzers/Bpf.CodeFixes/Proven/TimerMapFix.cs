using System.Composition;
using Bpf.Analyzers.Maps;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0312: passes the map that contains the timer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TimerMapFix))]
[Shared]
public sealed class TimerMapFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public TimerMapFix() : base([new TimerMapAnalyzer()], "BPF0312")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
        => place.Node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().SelectMany(static type => type.Members).OfType<FieldDeclarationSyntax>()
            .Where(static field => field.AttributeLists.Count > 0).SelectMany(static field => field.Declaration.Variables)
            .Select(map => new TriedChange($"Pass '{map.Identifier.Text}'", "map", [new TextChange(place.Node.Span, map.Identifier.Text)]));
}
