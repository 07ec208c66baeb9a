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

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation, OperationKind.PropertyReference];

    // One report is enough, with the first program that may not make the call.
    private protected override void Analyze(in BpfOperation operation)
    {
        ISymbol method = operation.Operation is IInvocationOperation call ? call.TargetMethod : ((IPropertyReferenceOperation)operation.Operation).Property;
        if (operation.Symbols.HelperOf(method) is not null || operation.Symbols.KernelFunctionOf(method) is not null)
        {
            _ = operation.FromAllPrograms().Any(reached => ReportsFunction(reached, method) | ReportsHelper(reached, method));
        }
    }

    private static bool ReportsFunction(in BpfOperation operation, ISymbol method)
    {
        if (operation.Symbols.KernelFunctionOf(method) is not { } function || DeclarationOf(operation) is not var (attribute, caller))
        {
            return false;
        }

        if (KernelFunctionRules.FaultOf(function, caller, IsSleepable(attribute), operation.IsInWorkCallback, operation.Program.Name) is not { } fault)
        {
            return false;
        }

        operation.Report(fault.Diagnostic == BpfDiagnostics.KernelFunctionSleeps ? s_sleeps : s_notAllowed, fault.Arguments);
        return true;
    }

    private static bool ReportsHelper(in BpfOperation operation, ISymbol method)
    {
        if (operation.Symbols.HelperOf(method) is not { } helper)
        {
            return false;
        }

        bool needsGpl = helper.IsGplOnly && !KernelLicense.IsGplCompatible(LicenseOf(operation.Program.ContainingType, operation.Symbols));
        if (needsGpl)
        {
            operation.Report(s_gplOnly, helper.Name);
        }

        (AttributeData? attribute, ProgramKind? kind) = DeclarationOf(operation) ?? default;
        bool isRefused = kind is not null && !kind.Allows(helper);
        if (isRefused)
        {
            operation.Report(s_notAllowed, helper.Name, kind!.HelperSet.ToLower(CultureInfo.InvariantCulture));
        }

        bool sleeps = !isRefused && kind is not null && (operation.IsInTimerCallback || SleeplessScope.Contains(operation.Operation)
            ? HelperTable.MaySleep(helper)
            : KernelFunctionRules.SleepFaultOf(helper, kind, IsSleepable(attribute!), operation.IsInWorkCallback, operation.Program.Name) is not null);
        if (sleeps)
        {
            operation.Report(s_sleeps, helper.Name, operation.Method.Name);
        }

        return needsGpl || isRefused || sleeps;
    }

    private static bool IsSleepable(AttributeData program)
        => program.NamedArguments.Any(static argument => argument is { Key: "Sleepable", Value.Value: true });

    private static (AttributeData Attribute, ProgramKind Kind)? DeclarationOf(in BpfOperation operation)
    {
        BpfSymbols symbols = operation.Symbols;
        return operation.Program.GetAttributes()
            .Select(attribute => symbols.KindOf(attribute) is { } kind ? (attribute, kind) : ((AttributeData, ProgramKind)?)null)
            .FirstOrDefault(static found => found is not null);
    }

    private static string LicenseOf(INamedTypeSymbol type, BpfSymbols symbols)
    {
        AttributeData? attribute = type.GetAttributes()
            .FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, symbols.ObjectAttribute));
        return attribute?.NamedArguments.FirstOrDefault(static argument => argument.Key == "License").Value.Value as string ?? "";
    }
}
