using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0001 to BPF0004: a program is static, not generic, has a body and returns int, bool or nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramSignatureAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor s_notStatic = Descriptors.Of(BpfDiagnostics.ProgramNotStatic);
    private static readonly DiagnosticDescriptor s_generic = Descriptors.Of(BpfDiagnostics.ProgramGeneric);
    private static readonly DiagnosticDescriptor s_returnType = Descriptors.Of(BpfDiagnostics.ProgramReturnType);
    private static readonly DiagnosticDescriptor s_withoutBody = Descriptors.Of(BpfDiagnostics.ProgramWithoutBody);

    /// <summary>Creates the analyzer.</summary>
    public ProgramSignatureAnalyzer() : base(s_notStatic, s_generic, s_returnType, s_withoutBody)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        if (!program.IsStatic)
        {
            Report(s_notStatic, program.Locations[0]);
        }

        if (program.IsGenericMethod || IsInGenericType(program))
        {
            Report(s_generic, program.Locations[0]);
        }

        if (program.IsExtern || program.IsAbstract || program is { IsPartialDefinition: true, PartialImplementationPart: null })
        {
            Report(s_withoutBody, program.Locations[0]);
        }

        if (!IsUsable(program))
        {
            Report(s_returnType, ReturnTypeLocation(program, context.CancellationToken));
        }

        void Report(DiagnosticDescriptor rule, Location location) => context.ReportDiagnostic(Diagnostic.Create(rule, location, program.Name));
    }

    private static bool IsInGenericType(IMethodSymbol program)
    {
        for (INamedTypeSymbol? type = program.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }

    // An enum of int underneath, such as the verdicts of packet programs, is an int.
    private static bool IsUsable(IMethodSymbol program) => !program.ReturnsByRef && !program.ReturnsByRefReadonly && program.ReturnType switch
    {
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Boolean or SpecialType.System_Void } => true,
        INamedTypeSymbol { EnumUnderlyingType.SpecialType: SpecialType.System_Int32 } => true,
        _ => false,
    };

    private static Location ReturnTypeLocation(IMethodSymbol method, CancellationToken cancellation)
        => method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            ? declaration.ReturnType.GetLocation()
            : method.Locations[0];
}
