using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Contexts;

/// <summary>BPF0428 and BPF0438: reports accesses through the pointer to the context that the kernel does not let programs of that kind make.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContextAccessAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_write = Descriptors.OfCode(BpfDiagnostics.ContextWrite);
    private static readonly DiagnosticDescriptor s_read = Descriptors.OfCode(BpfDiagnostics.ContextRead);

    /// <summary>Creates the analyzer.</summary>
    public ContextAccessAnalyzer() : base(s_write, s_read)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (!operation.Operation.Descendants().Any(MayAccess))
        {
            return;
        }

        foreach (ContextFinding finding in ContextFindings.Of(operation.Symbols, operation.Graph, operation.Cancellation).In(operation.Operation.Syntax))
        {
            if (finding.Until is null || !Version.TryParse(operation.Option("BpfMinKernel"), out Version? minimum) || minimum <= new Version(finding.Until))
            {
                operation.Report(finding.IsWrite ? s_write : s_read, finding.Place.GetLocation(), finding.Arguments);
            }
        }
    }

    // Through a pointer, or through a reference made of one.
    private static bool MayAccess(IOperation operation) => operation switch
    {
        { Kind: OperationKind.None } => operation.ChildOperations.FirstOrDefault() is { Type: IPointerTypeSymbol },
        IInvocationOperation { TargetMethod.ContainingType.Name: "Unsafe" or "Volatile" or "Interlocked" } => true,
        IParameterReferenceOperation { Parameter.RefKind: not RefKind.None } => true,
        _ => false,
    };
}
