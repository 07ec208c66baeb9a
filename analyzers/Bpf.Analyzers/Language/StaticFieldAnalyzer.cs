using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>
/// BPF0135, BPF0136 and BPF0138: checks that static fields used by BPF code are unmanaged memory with constant initial bytes, without anything that the kernel
/// supports only in map values. In a BPF class, every field that can be a variable is checked, at its declaration, because the host may use it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticFieldAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_initializer = Descriptors.OfCode(BpfDiagnostics.StaticInitializerUnknown);
    private static readonly DiagnosticDescriptor s_type = Descriptors.OfCode(BpfDiagnostics.StaticFieldType);
    private static readonly DiagnosticDescriptor s_kernelField = Descriptors.OfCode(BpfDiagnostics.StaticKernelField);

    /// <summary>Creates the analyzer.</summary>
    public StaticFieldAnalyzer() : base(s_initializer, s_type, s_kernelField)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.FieldReference];

    private protected override Action<IFieldSymbol, SymbolAnalysisContext, BpfSymbols>? FieldRule => AnalyzeDeclaration;

    private protected override void Analyze(in BpfOperation operation)
    {
        IFieldSymbol field = ((IFieldReferenceOperation)operation.Operation).Field;
        if (!field.IsStatic || field.IsConst || operation.Symbols.IsMap(field.Type) || !IsSource(field) || IsOfKernel(field))
        {
            return;
        }

        if (!IsData(field))
        {
            // Objects and strings have their own rules.
            if (field.Type.TypeKind is not (TypeKind.Class or TypeKind.Interface or TypeKind.Delegate))
            {
                operation.Report(s_type, field.Name, field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            }
        }
        else if (operation.Symbols.IsObject(field.ContainingType))
        {
            // The rest is reported at its declaration.
        }
        else if (FaultOf(field) is { } kernelField)
        {
            operation.Report(s_kernelField, field.Name, kernelField.Name);
        }
        else if (ConstantInitializer.FaultOf(field, operation.Symbols.Compilation, operation.Cancellation) is { } fault)
        {
            operation.Report(s_initializer, field.Name, fault);
        }
    }

    private static void AnalyzeDeclaration(IFieldSymbol field, SymbolAnalysisContext context, BpfSymbols symbols)
    {
        string name = StaticData.Describe(field).Name;
        if (!symbols.IsObject(field.ContainingType) || !StaticData.IsVariable(field) || SharedLayout.FindAutomatic(StaticData.MemoryType(field)) is not null)
        {
            return;
        }

        if (FaultOf(field) is { } kernelField)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_kernelField, context.Symbol.Locations[0], name, kernelField.Name, ""));
        }
        else if (ConstantInitializer.FaultOf(field, context.Compilation, context.CancellationToken) is { } fault)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_initializer, InitializerOf(context.Symbol, context.CancellationToken), name, fault, ""));
        }
    }

    private static ITypeSymbol? FaultOf(IFieldSymbol field)
        => field.Type is IArrayTypeSymbol ? SharedLayout.FindKernelField(StaticData.MemoryType(field)) : SharedLayout.FindStaticFault(field.Type);

    private static Location InitializerOf(ISymbol declared, CancellationToken cancellation)
        => declared.DeclaringSyntaxReferences.Select(reference => ConstantInitializer.InitializerAt(reference, cancellation)?.GetLocation())
            .FirstOrDefault(static location => location is not null) ?? declared.Locations[0];

    private static bool IsOfKernel(IFieldSymbol field) => field.GetAttributes()
        .Any(static attribute => attribute.AttributeClass?.ToDisplayString() is AttributeNames.Kconfig or AttributeNames.KernelSymbol);

    private static bool IsSource(IFieldSymbol field) => field.DeclaringSyntaxReferences.Length > 0;

    private static bool IsData(IFieldSymbol field)
        => StaticData.IsVariable(field);
}
