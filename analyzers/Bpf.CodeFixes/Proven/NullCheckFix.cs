using System.Composition;
using Bpf.Analyzers.Kernel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0418: returns where the pointer is null.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NullCheckFix))]
[Shared]
public sealed class NullCheckFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public NullCheckFix() : base([new NullPointerAnalyzer()], "BPF0418")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place) => place.Node is not IdentifierNameSyntax { Identifier.Text: var name } ? []
        : [new TriedChange($"Return where '{name}' is null", "return", place.LeaveIf(place.Node, $"{name} == null", place.Exit))];
}
