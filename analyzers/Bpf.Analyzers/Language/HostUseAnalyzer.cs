using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0014 and BPF0015: reports managed code that uses BPF-only members or calls programs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HostUseAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_bpfOnly = Descriptors.Of(BpfDiagnostics.BpfOnlyMember);
    private static readonly DiagnosticDescriptor s_programCalled = Descriptors.Of(BpfDiagnostics.ProgramCalled);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_bpfOnly, s_programCalled];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (BpfSymbols.Of(start.Compilation) is not { } symbols
                || BpfCodeGraphs.Of(symbols, start.CancellationToken) is not { Objects.IsEmpty: false } graphs)
            {
                return;
            }

            HostCode.Register(
                start, symbols, graphs, [OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.MethodReference], operation =>
                {
                    // A method of an object class that no program calls yet is likely to become BPF code.
                    if (!symbols.IsObject(operation.Owner.ContainingType))
                    {
                        Analyze(operation, symbols, graphs);
                    }
                });
        });
    }

    private static void Analyze(HostOperation operation, BpfSymbols symbols, BpfCodeGraphs graphs)
    {
        (ISymbol? member, IMethodSymbol? method) = operation.Operation switch
        {
            IInvocationOperation invocation => ((ISymbol)invocation.TargetMethod, invocation.TargetMethod),
            IMethodReferenceOperation reference => (reference.Method, reference.Method),
            IPropertyReferenceOperation property => (property.Property, property.Property.GetMethod),
            _ => (null, null),
        };
        if (member is null || method is null)
        {
            return;
        }

        if (symbols.IsBpfOnly(method) || (symbols.IsVocabulary(method) && IsBpfOnlyType(method.ContainingType, symbols)))
        {
            operation.Report(s_bpfOnly, $"{member.ContainingType.Name}.{member.Name}");
        }
        else if (graphs.ReachOf(method, operation.Cancellation) is { Caller: null })
        {
            operation.Report(s_programCalled, method.Name);
        }
    }

    // Their other members call helpers and intrinsics.
    private static bool IsBpfOnlyType(INamedTypeSymbol type, BpfSymbols symbols)
        => symbols.IsMap(type) || type.Name is "BpfHelpers" or "Core" || type.Name.EndsWith("Context", StringComparison.Ordinal);
}
