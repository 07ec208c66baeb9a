using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0402 and BPF0403: descriptions of kernel structs are used through pointers, and field questions are asked of their fields.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelStructAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_value = Descriptors.OfCode(BpfDiagnostics.KernelStructValue);
    private static readonly DiagnosticDescriptor s_fieldExpected = Descriptors.OfCode(BpfDiagnostics.KernelFieldExpected);

    /// <summary>Creates the analyzer.</summary>
    public KernelStructAnalyzer() : base(s_value, s_fieldExpected)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
    [
        OperationKind.Invocation,
        OperationKind.ObjectCreation,
        OperationKind.SizeOf,
        OperationKind.VariableDeclarator,
    ];

    private protected override void Analyze(in BpfOperation operation)
    {
        switch (operation.Operation)
        {
            case ISizeOfOperation size when IsKernelStruct(size.TypeOperand, operation.Symbols):
                operation.Report(s_value, size.TypeOperand.Name);
                break;
            case IObjectCreationOperation { Type: { } type } when IsKernelStruct(type, operation.Symbols):
                operation.Report(s_value, type.Name);
                break;
            case IVariableDeclaratorOperation { Symbol: { IsRef: false } local, Syntax: VariableDeclaratorSyntax syntax }
                when IsKernelStruct(local.Type, operation.Symbols) && !IsCreation(syntax):
                operation.Report(s_value, syntax.Identifier.GetLocation(), local.Type.Name);
                break;
            case IInvocationOperation { TargetMethod: { Name: "FieldExists" or "FieldSize" or "FieldOffset" or "ReadBits" } method } call
                when call.Arguments.Length == 1 && operation.Symbols.IsVocabulary(method) && !IsKernelField(call.Arguments[0].Value, operation.Symbols):
                operation.Report(s_fieldExpected, call.Arguments[0].Syntax.GetLocation(), method.Name);
                break;
        }
    }

    // The creation is reported itself.
    private static bool IsCreation(VariableDeclaratorSyntax syntax) => syntax.Initializer?.Value is BaseObjectCreationExpressionSyntax;

    private static bool IsKernelStruct(ITypeSymbol type, BpfSymbols symbols) => BpfSymbols.Has(type, symbols.KernelStructAttribute);

    private static bool IsKernelField(IOperation operation, BpfSymbols symbols)
        => operation is IFieldReferenceOperation { Field.ContainingType: { } type } && IsKernelStruct(type, symbols);
}
