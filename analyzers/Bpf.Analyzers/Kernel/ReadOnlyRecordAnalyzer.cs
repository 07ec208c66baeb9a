using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Maps;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0030: reports writes to the record of a tracepoint, in the program or in a method that receives a reference to it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReadOnlyRecordAnalyzer : LanguageAnalyzer
{
    private const string Tracepoint = "TRACEPOINT"; // BPF_PROG_TYPE_TRACEPOINT
    private const int MaximumCalls = 8; // MAX_CALL_FRAMES

    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ReadOnlyRecord);

    /// <summary>Creates the analyzer.</summary>
    public ReadOnlyRecordAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.ParameterReference];

    private protected override void Analyze(in BpfOperation operation)
    {
        BpfSymbols symbols = operation.Symbols;
        var use = (IParameterReferenceOperation)operation.Operation;
        if (use.Parameter is { RefKind: RefKind.Ref, ContainingSymbol: IMethodSymbol method }
            && method.GetAttributes().Any(attribute => symbols.KindOf(attribute)?.ProgramType == Tracepoint)
            && Writes(use, symbols.Compilation, MaximumCalls, operation.Cancellation))
        {
            operation.Report(s_rule, use.Parameter.Name);
        }
    }

    // A reference that is only passed on is followed to its destination: it may be used only for reading.
    private static bool Writes(IOperation reference, Compilation compilation, int calls, CancellationToken cancellation)
    {
        IOperation place = VariableUse.PlaceOf(reference);
        return place.Parent switch
        {
            IArgumentOperation { Parameter: { RefKind: RefKind.Ref } parameter, Parent: IInvocationOperation { TargetMethod: var method } }
                => WritesParameter(method.ReducedFrom ?? method, parameter.Ordinal, compilation, calls, cancellation),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.Ref } alias } }
                => MapMemory.Root(reference).Descendants().Any(use => BpfReferences.IsReference(use, alias) && Writes(use, compilation, calls, cancellation)),
            IInvocationOperation or IAddressOfOperation or ISimpleAssignmentOperation { IsRef: true } => false,
            _ => VariableUse.Of(reference).Writes,
        };
    }

    private static bool WritesParameter(IMethodSymbol method, int ordinal, Compilation compilation, int calls, CancellationToken cancellation)
    {
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
        {
            return method is { Name: "Write", ContainingType.Name: "Volatile" }
                or { ContainingType.Name: "Interlocked", Name: not "Read" and not "MemoryBarrier" };
        }

        return calls > 0 && CodeOf.Method(method.OriginalDefinition, compilation, cancellation)
            .Any(operation => operation is IParameterReferenceOperation { Parameter: { } parameter } && parameter.Ordinal == ordinal
                && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method.OriginalDefinition)
                && Writes(operation, compilation, calls - 1, cancellation));
    }
}
