using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Suppressors;

/// <summary>
/// BPFSPR0001: fields of a BPF object are memory that the kernel and the host share. Warnings that a field is never assigned, is never read
/// or could be a constant consider only the C# code, so they are wrong.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GlobalFieldSuppressor : DiagnosticSuppressor
{
    private const string Id = "BPFSPR0001";
    private const string Justification = "The field is memory of the BPF object, which programs and the host read and write";

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new(Id, "CS0169", Justification), // never used
        new(Id, "CS0414", Justification), // assigned but never read
        new(Id, "CS0649", Justification), // never assigned
        new(Id, "CA1802", Justification), // could be const
        new(Id, "CA1805", Justification), // initialized to its default value
        new(Id, "CA1823", Justification), // unused private field
        new(Id, "CA2211", Justification), // visible static field
        new(Id, "IDE0044", Justification), // could be readonly
        new(Id, "IDE0051", Justification), // unused private member
        new(Id, "IDE0052", Justification), // unread private member
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (BpfSymbols.Of(context.Compilation) is not { } symbols)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && FindField(tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan)) is { } syntax
                && context.GetSemanticModel(tree).GetDeclaredSymbol(syntax, context.CancellationToken) is IFieldSymbol { IsStatic: true } field
                && symbols.IsPartOfObject(field.ContainingType))
            {
                context.ReportSuppression(Suppression.Create(SupportedSuppressions.First(row => row.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
            }
        }
    }

    // Some rules report the declarator, others the whole declaration.
    private static VariableDeclaratorSyntax? FindField(SyntaxNode node)
        => node.FirstAncestorOrSelf<VariableDeclaratorSyntax>()
            ?? node.FirstAncestorOrSelf<FieldDeclarationSyntax>()?.Declaration.Variables.FirstOrDefault();
}
