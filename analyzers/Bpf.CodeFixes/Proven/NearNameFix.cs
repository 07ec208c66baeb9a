using System.Composition;
using Bpf.Analyzers.Kernel;
using Bpf.CodeFixes.Changes;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0415, BPF0424 and BPF0451: writes the name of the kernel that was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearNameFix))]
[Shared]
public sealed class NearNameFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public NearNameFix() : base([new KernelSignatureAnalyzer(), new StructOpsAnalyzer()], "BPF0415", "BPF0424", "BPF0451")
    {
    }

    // Which of several names was meant differs from place to place, so each has its own key.
    private protected override IEnumerable<TriedChange> Try(FixPlace place)
        => place.Node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is not { Token.Value: string written } literal ? []
            : NamesFor(written, place).Select((name, index)
                => new TriedChange($"Write \"{name}\"", $"name {index}", [new TextChange(literal.Span, $"\"{name}\"")]));

    private static IReadOnlyList<string> NamesFor(string written, FixPlace place)
        => place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method ? StructOpsRules.NamesNear(written)
            : ProgramKindOf.Method(method, place.Model, place.Cancellation) is { } kind ? KernelSignatureRules.NamesNear(kind, written) : [];
}
