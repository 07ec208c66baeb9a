using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0001 and BPF0003: a program is static and returns int, bool or nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramSignatureAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor s_notStatic = Descriptors.Of(BpfDiagnostics.ProgramNotStatic);
    private static readonly DiagnosticDescriptor s_returnType = Descriptors.Of(BpfDiagnostics.ProgramReturnType);

    /// <summary>Creates the analyzer.</summary>
    public ProgramSignatureAnalyzer() : base(s_notStatic, s_returnType)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        if (!program.IsStatic)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_notStatic, program.Locations[0], program.Name));
        }

        if (program.ReturnsByRef
            || program.ReturnsByRefReadonly
            || program.ReturnType.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Boolean or SpecialType.System_Void))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_returnType, ReturnTypeLocation(program, context.CancellationToken), program.Name));
        }
    }

    private static Location ReturnTypeLocation(IMethodSymbol method, CancellationToken cancellation)
        => method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            ? declaration.ReturnType.GetLocation()
            : method.Locations[0];
}
