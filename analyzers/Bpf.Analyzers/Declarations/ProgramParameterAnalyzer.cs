using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0011: the parameters of a program, after its context, are values that a register can hold.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramParameterAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor s_unreadable = Descriptors.Of(BpfDiagnostics.ParameterUnreadable);

    /// <summary>Creates the analyzer.</summary>
    public ProgramParameterAnalyzer() : base(s_unreadable)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        foreach (IParameterSymbol parameter in program.Parameters)
        {
            if (!IsContext(parameter, kind) && !IsReadable(parameter))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    s_unreadable,
                    parameter.Locations[0],
                    parameter.Name,
                    parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            }
        }
    }

    private static bool IsContext(IParameterSymbol parameter, ProgramKind kind) => parameter.Ordinal == 0 && (kind.Arguments == ProgramArguments.ContextStruct
        ? parameter is { RefKind: RefKind.Ref or RefKind.In, Type: { TypeKind: TypeKind.Struct, IsUnmanagedType: true } }
        : parameter.RefKind == RefKind.None && parameter.Type.ToDisplayString() == kind.Context);

    private static bool IsReadable(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && parameter.Type switch
    {
        IPointerTypeSymbol => true,
        { TypeKind: TypeKind.Enum } => true,
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => true,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => true,
        _ => false,
    };
}
