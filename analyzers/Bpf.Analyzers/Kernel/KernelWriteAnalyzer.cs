using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0471: reports programs of tracing that write to memory of the kernel.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelWriteAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.KernelMemoryWritten);

    /// <summary>Creates the analyzer.</summary>
    public KernelWriteAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.FieldReference];

    private protected override void Analyze(in BpfOperation operation)
    {
        var access = (IFieldReferenceOperation)operation.Operation;

        // Functions of struct_ops and of networking may write to some fields.
        if (IsTarget(access) && KernelAccess.IsOutermost(access, operation.Symbols) && KernelAccess.Parts(access) is (_, { } pointer)
            && operation.Symbols.KindsOf(operation.Program).All(static kind => kind.Family != ProgramFamily.StructOps
                && (KernelPointers.AreTyped(kind.Arguments) || KernelPointers.AreNumbers(kind)))
            && PointerOrigins.Of(pointer, operation.Method, operation) is PointerOrigin.Typed or PointerOrigin.Number)
        {
            operation.Report(s_rule, access.Parent!.Syntax.GetLocation(), access.Syntax.ToString());
        }
    }

    private static bool IsTarget(IFieldReferenceOperation access) => access.Parent switch
    {
        ISimpleAssignmentOperation { IsRef: true } => false,
        IAssignmentOperation assignment => assignment.Target == access,
        IIncrementOrDecrementOperation => true,
        _ => false,
    };
}
