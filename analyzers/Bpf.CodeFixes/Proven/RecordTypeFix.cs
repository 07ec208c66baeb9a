using System.Composition;
using Bpf.Analyzers.Kernel;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0423: declares the record that the tracepoint has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordTypeFix))]
[Shared]
public sealed class RecordTypeFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public RecordTypeFix() : base([new TracepointRecordAnalyzer()], "BPF0423")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<ParameterSyntax>() is not { Type: { } type, Parent.Parent: MethodDeclarationSyntax method })
        {
            yield break;
        }

        NameSyntax? name = type.DescendantNodesAndSelf().OfType<NameSyntax>().FirstOrDefault();
        SimpleNameSyntax? record = name is QualifiedNameSyntax qualified ? qualified.Right : name as SimpleNameSyntax;
        IEnumerable<string> targets = method.AttributeLists.SelectMany(static list => list.Attributes)
            .SelectMany(static attribute => attribute.DescendantNodes().OfType<LiteralExpressionSyntax>()).Select(static literal => literal.Token.ValueText);
        foreach (string right in targets.Select(ReferenceRecords.TypeOf).OfType<string>())
        {
            if (record is not null)
            {
                yield return new TriedChange($"Declare '{right}'", "record", [new TextChange(record.Span, right)]);
            }
        }
    }
}
