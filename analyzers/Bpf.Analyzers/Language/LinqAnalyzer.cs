using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0132: reports LINQ in BPF code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LinqAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.Linq);

    /// <summary>Creates the analyzer.</summary>
    public LinqAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (IsLinq(operation.Operation) && !operation.Operation.Descendants().Any(IsLinq))
        {
            operation.Report(s_rule, ((IInvocationOperation)operation.Operation).TargetMethod.Name);
        }
    }

    /// <summary>Returns true for a call to a LINQ operator.</summary>
    internal static bool IsLinq(IOperation operation) => operation is IInvocationOperation { TargetMethod.ContainingType: { } type }
        && type is { Name: "Enumerable" or "Queryable" or "ParallelEnumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };
}
