using System.Composition;
using Bpf.Analyzers.Kernel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0416: passes a copy of a field in kernel memory.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KernelCopyFix))]
[Shared]
public sealed class KernelCopyFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public KernelCopyFix() : base([new KernelStructAnalyzer()], "BPF0416")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        ExpressionSyntax? field = place.Node.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault();
        if (field is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && place.TypeOf(field) is { } type && place.IsRepeatable(field))
        {
            string copy = place.FreeName(member);
            yield return new TriedChange($"Pass a copy of '{field}'", "copy",
            [
                .. place.Insert(field, [$"{type.ToMinimalDisplayString(place.Model, field.SpanStart)} {copy} = {field};"]),
                new TextChange(field.Span, copy),
            ]);
        }
    }
}
