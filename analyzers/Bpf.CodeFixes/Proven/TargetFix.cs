using System.Composition;
using Bpf.Analyzers.Declarations;
using Bpf.CodeFixes.Changes;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0005: corrects slips in a target: blanks, colons, parentheses, the category of a tracepoint, offsets where none are taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TargetFix))]
[Shared]
public sealed class TargetFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public TargetFix() : base([new ProgramShapeAnalyzer()], "BPF0005")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && place.TypeOf(attribute)?.GetMembers("Frequency").Length > 0)
        {
            yield return new TriedChange("Add Frequency = 99", "frequency", [AttributeText.Set(attribute, "Frequency", "99")]);
        }

        if (place.Node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is not { Token.Value: string written } literal
            || place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || ProgramKindOf.Method(method, place.Model, place.Cancellation) is not { } kind)
        {
            yield break;
        }

        string tidy = Tidy(written);
        foreach (string target in kind.Family == ProgramFamily.Tracepoint ? OfTracepoint(tidy) : [tidy, WithoutOffset(tidy), WithoutCategory(tidy)])
        {
            yield return new TriedChange($"Write \"{target}\"", "target",
                [new TextChange(literal.Span, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(target)).ToString())]);
        }
    }

    private static string Tidy(string target)
    {
        string joined = string.Join(":", target.Split([':'], StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Trim()));
        return joined.EndsWith("()", StringComparison.Ordinal) ? joined.Substring(0, joined.Length - 2) : joined;
    }

    private static IEnumerable<string> OfTracepoint(string target)
    {
        yield return string.Join(":", Enumerable.Reverse(target.Split(':', '/')).Take(2).Reverse());
        yield return WithoutCategory(target);
        if (TracepointCategories.Of(target) is { } category)
        {
            yield return $"{category}:{target}";
        }
    }

    // syscalls:sys_enter_openat, where the kind of program says the rest
    private static string WithoutCategory(string target)
    {
        string name = target.Substring(target.LastIndexOfAny([':', '/']) + 1);
        string? prefix = new[] { "sys_enter_", "sys_exit_" }.FirstOrDefault(begin => name.StartsWith(begin, StringComparison.Ordinal));
        return prefix is null ? name : name.Substring(prefix.Length);
    }

    private static string WithoutOffset(string target) => target.Contains('+') ? target.Substring(0, target.LastIndexOf('+')) : target;
}
