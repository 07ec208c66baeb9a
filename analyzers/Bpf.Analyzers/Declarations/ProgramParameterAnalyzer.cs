using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0011, BPF0012, BPF0013: the parameters of a program are its context, first, and values that its kind can give.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramParameterAnalyzer : ProgramAnalyzer
{
    private const int MaximumFunctionArguments = 6; // Registers of the calling convention; x86-64 has the fewest.
    private const int MaximumUsdtArguments = 12; // BPF_USDT_MAX_ARG_CNT

    private static readonly DiagnosticDescriptor s_unreadable = Descriptors.Of(BpfDiagnostics.ParameterUnreadable);
    private static readonly DiagnosticDescriptor s_tooMany = Descriptors.Of(BpfDiagnostics.TooManyProbeArguments);
    private static readonly DiagnosticDescriptor s_contextNotFirst = Descriptors.Of(BpfDiagnostics.ContextNotFirst);

    /// <summary>Creates the analyzer.</summary>
    public ProgramParameterAnalyzer() : base(s_unreadable, s_tooMany, s_contextNotFirst)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        int values = 0;
        bool isGood = true;
        foreach (IParameterSymbol parameter in program.Parameters)
        {
            if (kind.Context.Length > 0 && parameter.RefKind == RefKind.None && parameter.Type.ToDisplayString() == kind.Context)
            {
                if (parameter.Ordinal > 0)
                {
                    isGood = false;
                    context.ReportDiagnostic(Diagnostic.Create(s_contextNotFirst, parameter.Locations[0], parameter.Name));
                }
            }
            else if (IsReadable(parameter, kind))
            {
                values++;
            }
            else
            {
                isGood = false;
                string type = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
                context.ReportDiagnostic(Diagnostic.Create(s_unreadable, parameter.Locations[0], parameter.Name, type));
            }
        }

        int limit = kind.Arguments switch
        {
            ProgramArguments.FunctionArguments => MaximumFunctionArguments,
            ProgramArguments.UsdtArguments => MaximumUsdtArguments,
            ProgramArguments.None => 0,
            _ => 1,
        };
        if (isGood && values > limit)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_tooMany, program.Locations[0], values, limit));
        }
    }

    private static bool IsReadable(IParameterSymbol parameter, ProgramKind kind) => kind.Arguments switch
    {
        ProgramArguments.None => false,
        ProgramArguments.ContextStruct => parameter.Type is IPointerTypeSymbol
            || parameter is { RefKind: not RefKind.None, Type: { TypeKind: TypeKind.Struct, IsUnmanagedType: true } },
        _ => parameter.RefKind == RefKind.None && parameter.Type switch
        {
            IPointerTypeSymbol => true,
            { TypeKind: TypeKind.Enum } => true,
            { SpecialType: SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => true,
            { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => true,
            _ => false,
        },
    };
}
