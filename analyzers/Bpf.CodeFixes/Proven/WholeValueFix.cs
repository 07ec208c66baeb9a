using System.Composition;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Maps;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0145 and BPF0314: clears a value or record before its fields are set.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WholeValueFix))]
[Shared]
public sealed class WholeValueFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public WholeValueFix() : base([new PartlySetAnalyzer(), new PartlySetRecordAnalyzer()], "BPF0145", "BPF0314")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault() is not { Identifier.Text: var name }
            || place.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } method)
        {
            yield break;
        }

        if (place.Diagnostic.Id == "BPF0145")
        {
            foreach (InvocationExpressionSyntax skip in method.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => Skips(call, name)))
            {
                yield return new TriedChange($"Begin with '{name} = default'", "default", [new TextChange(skip.Span, Cleared(skip, name, place))]);
            }

            yield break;
        }

        // The first statement that sets a field.
        foreach (AssignmentExpressionSyntax assignment in method.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(item => Sets(item.Left, name)))
        {
            yield return new TriedChange($"Begin with '{name}.Value = default'", "default", place.Insert(assignment, [$"{name}.Value = default;"]));
        }

        foreach (LocalDeclarationStatementSyntax alias in method.DescendantNodes().OfType<LocalDeclarationStatementSyntax>()
            .Where(item => item.DescendantNodes().OfType<RefExpressionSyntax>().Any(value => Sets(value.Expression, name))))
        {
            yield return new TriedChange($"Begin with '{name}.Value = default'", "default", place.Insert(alias, [$"{name}.Value = default;"]));
        }
    }

    private static bool Skips(InvocationExpressionSyntax call, string name)
        => call is { Parent: ExpressionStatementSyntax, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SkipInit" } }
            && call.ArgumentList.Arguments is { Count: 1 } arguments && arguments[0].Expression switch
            {
                DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax declared } => declared.Identifier.Text == name,
                IdentifierNameSyntax variable => variable.Identifier.Text == name,
                _ => false,
            };

    private static string Cleared(InvocationExpressionSyntax skip, string name, FixPlace place)
    {
        if (skip.ArgumentList.Arguments[0].Expression is not DeclarationExpressionSyntax declaration)
        {
            return $"{name} = default";
        }

        string? inferred = declaration.Type.IsVar ? place.TypeOf(declaration.Type)?.ToMinimalDisplayString(place.Model, skip.SpanStart) : null;
        return $"{inferred ?? declaration.Type.ToString()} {name} = default";
    }

    private static bool Sets(ExpressionSyntax target, string name)
        => target.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>()
            .Any(access => access is { Name.Identifier.ValueText: "Value", Expression: IdentifierNameSyntax record } && record.Identifier.Text == name);
}
