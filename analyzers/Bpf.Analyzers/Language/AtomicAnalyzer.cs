using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using System.Globalization;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0125, BPF0126, BPF0127: reports atomic operations that BPF does not have, or not for that integer type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AtomicAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_size = Descriptors.OfCode(BpfDiagnostics.AtomicWidth);
    private static readonly DiagnosticDescriptor s_cpu = Descriptors.OfCode(BpfDiagnostics.AtomicNeedsCpu);
    private static readonly DiagnosticDescriptor s_barrier = Descriptors.OfCode(BpfDiagnostics.MemoryBarrier);

    private static readonly DiagnosticDescriptor s_misaligned = Descriptors.OfCode(BpfDiagnostics.AtomicMisaligned);

    /// <summary>Creates the analyzer.</summary>
    public AtomicAnalyzer() : base(s_size, s_cpu, s_barrier, s_misaligned)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        IMethodSymbol method = ((IInvocationOperation)operation.Operation).TargetMethod;
        if (method is { Name: "MemoryBarrier" or "MemoryBarrierProcessWide" or "ReadBarrier" or "WriteBarrier" }
            && method.ContainingType.ToDisplayString() is "System.Threading.Interlocked" or "System.Threading.Thread" or "System.Threading.Volatile")
        {
            operation.Report(s_barrier);
        }
        else if (method.ContainingType is { Name: "Interlocked" } type && type.ToDisplayString() == "System.Threading.Interlocked"
            && method.Parameters.Length > 0)
        {
            Check(operation, method, method.Parameters[0].Type);
            CheckPlace(operation, ((IInvocationOperation)operation.Operation).Arguments[0].Value);
        }
    }

    private static void Check(in BpfOperation operation, IMethodSymbol method, ITypeSymbol target)
    {
        ITypeSymbol integer = target is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : target;
        if (integer.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Boolean or SpecialType.System_Char)
        {
            operation.Report(s_size, target.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
        else if (integer.SpecialType is SpecialType.System_Int32 or SpecialType.System_UInt32
            && method.Name is not ("Add" or "Increment" or "Decrement" or "Read")
            && operation.Option("BpfCpu") is { } cpu and ("v1" or "v2"))
        {
            operation.Report(s_cpu, method.Name, cpu);
        }
    }

    // Members of structs in the value of a map, or in a variable, which begins at a multiple of eight bytes.
    private static void CheckPlace(in BpfOperation operation, IOperation place)
    {
        int offset = 0;
        IOperation? part = place;
        for (; part is IFieldReferenceOperation { Instance: { } instance } reference; part = instance)
        {
            if (TypeLayout.OffsetOf(reference.Field) is not { } inside)
            {
                return;
            }

            offset += inside;
        }

        if (offset > 0
            && part is IPropertyReferenceOperation { Property.Name: "Value" } or IFieldReferenceOperation { Field.IsStatic: true } or ILocalReferenceOperation
            && TypeLayout.Of(place.Type!) is { Size: > 0 and var size } && offset % size != 0)
        {
            operation.Report(s_misaligned, place.Syntax.GetLocation(), ((IFieldReferenceOperation)place).Field.Name,
                offset.ToString(CultureInfo.InvariantCulture), size.ToString(CultureInfo.InvariantCulture));
        }
    }
}
