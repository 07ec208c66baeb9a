using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0408: reports uses of types, fields and enumerators that the reference kernels do not have.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelMemberAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.UnknownKernelMember);

    /// <summary>Creates the analyzer.</summary>
    public KernelMemberAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.FieldReference, OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        bool isUse = operation.Operation switch
        {
            IFieldReferenceOperation { Field: { IsStatic: false } field } => BpfSymbols.Has(field.ContainingType, operation.Symbols.KernelStructAttribute),
            IInvocationOperation { TargetMethod: { Name: "EnumValue" or "EnumValueExists", ContainingType.Name: "Core" } } => true,
            _ => false,
        };
        if (isUse && KernelTypeFindings.Of(operation.Symbols, operation.Graph, MinimumOf(operation), ArchitecturesOf(operation), operation.Cancellation)
            .At(operation.Operation.Syntax) is { } arguments)
        {
            operation.Report(s_rule, arguments);
        }
    }

    private static Version? MinimumOf(in BpfOperation operation)
        => Version.TryParse(operation.Option("BpfMinKernel"), out Version? minimum) ? minimum : null;

    // Of several values, the compiler passes only the first one on.
    private static string[] ArchitecturesOf(in BpfOperation operation)
        => operation.Option("BpfArchitectures") == CompilerOptionValues.Arm64 ? [CompilerOptionValues.Arm64] : CompilerOptionValues.Architectures;
}
