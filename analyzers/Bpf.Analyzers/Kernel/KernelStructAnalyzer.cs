using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>
/// BPF0402, BPF0403, BPF0406 and BPF0416: checks that kernel structs are used through pointers, field queries name fields of kernel structs, bit-fields are
/// read as bit-fields, and no method may write to a field.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelStructAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_value = Descriptors.OfCode(BpfDiagnostics.KernelStructValue);
    private static readonly DiagnosticDescriptor s_fieldExpected = Descriptors.OfCode(BpfDiagnostics.KernelFieldExpected);

    private static readonly DiagnosticDescriptor s_bitField = Descriptors.OfCode(BpfDiagnostics.BitFieldRead);
    private static readonly DiagnosticDescriptor s_byReference = Descriptors.OfCode(BpfDiagnostics.KernelFieldByReference);

    /// <summary>Creates the analyzer.</summary>
    public KernelStructAnalyzer() : base(s_value, s_fieldExpected, s_bitField, s_byReference)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
    [
        OperationKind.Argument,
        OperationKind.Invocation,
        OperationKind.ObjectCreation,
        OperationKind.SizeOf,
        OperationKind.VariableDeclarator,
    ];

    private protected override void Analyze(in BpfOperation operation)
    {
        switch (operation.Operation)
        {
            case IArgumentOperation { Parameter: { RefKind: RefKind.Ref or RefKind.Out } parameter, Value: IFieldReferenceOperation reference } argument
                when IsKernelField(reference, operation.Symbols) && !IsKernelStruct(reference.Field.Type, operation.Symbols) && !KeepsAddress(parameter):
                operation.Report(s_byReference, argument.Syntax.GetLocation(), reference.Field.Name);
                break;
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
            case IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Core" } method, Arguments: { Length: 1 } arguments }
                when operation.Symbols.IsVocabulary(method) && arguments[0].Value is IFieldReferenceOperation read
                    && !IsInKernelStruct(read, operation.Symbols):
                operation.Report(s_fieldExpected, arguments[0].Syntax.GetLocation(), $"Core.{method.Name}");
                break;
            case IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Core" } method, Arguments: { Length: 1 } arguments }
                when operation.Symbols.IsVocabulary(method) && arguments[0] is { Value: IFieldReferenceOperation { Field: var field } } argument
                    && IsBitField(field):
                operation.Report(s_bitField, argument.Syntax.GetLocation(), field.Name);
                break;
        }
    }

    // The object creation is reported separately.
    private static bool IsCreation(VariableDeclaratorSyntax syntax) => syntax.Initializer?.Value is BaseObjectCreationExpressionSyntax;

    private static bool IsKernelStruct(ITypeSymbol type, BpfSymbols symbols) => BpfSymbols.Has(type, symbols.KernelStructAttribute);

    private static bool IsBitField(IFieldSymbol field)
        => field.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "KernelFieldAttribute" }
        && attribute.NamedArguments.Any(static argument => argument is { Key: "Bits", Value.Value: > 0 }));

    // Unsafe.As, Unsafe.Add and their like return the reference.
    private static bool KeepsAddress(IParameterSymbol parameter)
        => parameter.ContainingSymbol.ContainingType is { Name: "Unsafe", ContainingNamespace.Name: "CompilerServices" };

    // A member of a struct that is a member of one is, too.
    private static bool IsInKernelStruct(IOperation? operation, BpfSymbols symbols)
    {
        for (; operation is IFieldReferenceOperation or IInlineArrayAccessOperation; operation = (operation as IFieldReferenceOperation)?.Instance
            ?? (operation as IInlineArrayAccessOperation)?.Instance)
        {
            if (IsKernelField(operation, symbols))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKernelField(IOperation operation, BpfSymbols symbols)
        => operation is IFieldReferenceOperation { Field.ContainingType: { } type } && IsKernelStruct(type, symbols);
}
