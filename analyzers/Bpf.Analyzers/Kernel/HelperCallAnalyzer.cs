using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using System.Globalization;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0017 and BPF0019: checks that the license and program type allow the helpers that are called.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HelperCallAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_gplOnly = Descriptors.OfCode(BpfDiagnostics.HelperNeedsGpl);
    private static readonly DiagnosticDescriptor s_notAllowed = Descriptors.OfCode(BpfDiagnostics.HelperNotAllowed);

    /// <summary>Creates the analyzer.</summary>
    public HelperCallAnalyzer() : base(s_gplOnly, s_notAllowed)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        BpfSymbols symbols = operation.Symbols;
        if (symbols.HelperOf(((IInvocationOperation)operation.Operation).TargetMethod) is not { } helper)
        {
            return;
        }

        if (helper.IsGplOnly && !KernelLicense.IsGplCompatible(LicenseOf(operation.Program.ContainingType, symbols)))
        {
            operation.Report(s_gplOnly, helper.Name);
        }

        ProgramKind? kind = operation.Program.GetAttributes().Select(symbols.KindOf).FirstOrDefault(static kind => kind is not null);
        if (kind is not null && !kind.Allows(helper))
        {
            operation.Report(s_notAllowed, helper.Name, kind.HelperSet.ToLower(CultureInfo.InvariantCulture));
        }
    }

    private static string LicenseOf(INamedTypeSymbol type, BpfSymbols symbols)
    {
        AttributeData? attribute = type.GetAttributes()
            .FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, symbols.ObjectAttribute));
        return attribute?.NamedArguments.FirstOrDefault(static argument => argument.Key == "License").Value.Value as string ?? "";
    }
}
