using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Suppressors;

/// <summary>BPFSPR0002: programs are called by the kernel, and the probed function determines their parameters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramMethodSuppressor : DiagnosticSuppressor
{
    private const string Id = "BPFSPR0002";
    private const string Justification = "The method is a BPF program: the kernel calls it, and its parameters are those of what it probes";

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new(Id, "CA1801", Justification), // unused parameter
        new(Id, "CA1811", Justification), // uncalled private code
        new(Id, "IDE0051", Justification), // unused private member
        new(Id, "IDE0060", Justification), // unused parameter
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
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan)
                    .FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } syntax
                && context.GetSemanticModel(tree).GetDeclaredSymbol(syntax, context.CancellationToken) is { } method
                && symbols.IsProgram(method))
            {
                context.ReportSuppression(Suppression.Create(SupportedSuppressions.First(row => row.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
            }
        }
    }
}
