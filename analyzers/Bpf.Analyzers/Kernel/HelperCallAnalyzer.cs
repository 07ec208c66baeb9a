using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using System.Globalization;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0017, BPF0019 and BPF0426: checks that the license and the kind of program allow the helpers and kernel functions that are called.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HelperCallAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_gplOnly = Descriptors.OfCode(BpfDiagnostics.HelperNeedsGpl);
    private static readonly DiagnosticDescriptor s_notAllowed = Descriptors.OfCode(BpfDiagnostics.HelperNotAllowed);
    private static readonly DiagnosticDescriptor s_sleeps = Descriptors.OfCode(BpfDiagnostics.KernelFunctionSleeps);

    /// <summary>Creates the analyzer.</summary>
    public HelperCallAnalyzer() : base(s_gplOnly, s_notAllowed, s_sleeps)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        BpfSymbols symbols = operation.Symbols;
        IMethodSymbol method = ((IInvocationOperation)operation.Operation).TargetMethod;
        (AttributeData Attribute, ProgramKind Kind)? declared = operation.Program.GetAttributes()
            .Select(attribute => symbols.KindOf(attribute) is { } kind ? (attribute, kind) : ((AttributeData, ProgramKind)?)null)
            .FirstOrDefault(static found => found is not null);
        if (symbols.KernelFunctionOf(method) is { } function && declared is var (attribute, caller))
        {
            bool isSleepable = attribute.NamedArguments.Any(static argument => argument is { Key: "Sleepable", Value.Value: true });
            if (KernelFunctionRules.FaultOf(function, caller, isSleepable, operation.IsInWorkCallback, operation.Program.Name) is { } fault)
            {
                operation.Report(fault.Diagnostic == BpfDiagnostics.KernelFunctionSleeps ? s_sleeps : s_notAllowed, fault.Arguments);
            }
        }

        if (symbols.HelperOf(method) is not { } helper)
        {
            return;
        }

        if (helper.IsGplOnly && !KernelLicense.IsGplCompatible(LicenseOf(operation.Program.ContainingType, symbols)))
        {
            operation.Report(s_gplOnly, helper.Name);
        }

        if (declared is { Kind: var kind } && !kind.Allows(helper))
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
