using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0022: a program returns a type that can say its verdict.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VerdictTypeAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.VerdictType);

    /// <summary>Creates the analyzer.</summary>
    public VerdictTypeAnalyzer() : base(s_rule)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        string type = program.ReturnType.ToDisplayString();
        if (kind.Verdict.Fault(type) is { } fault)
        {
            Location place = program.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken) is MethodDeclarationSyntax declaration
                ? declaration.ReturnType.GetLocation()
                : program.Locations[0];
            context.ReportDiagnostic(Diagnostic.Create(s_rule, place, program.Name, kind.Verdict.Description, NameOf(program), fault));
        }
    }

    private static string NameOf(IMethodSymbol program) => program.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
