using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0131: reports foreach over objects. Arrays, spans and struct enumerators are ordinary loops.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForEachAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ForEach);

    /// <summary>Creates the analyzer.</summary>
    public ForEachAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Loop];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (operation.Operation is IForEachLoopOperation loop && Source(loop.Collection) is { Type: { } type } source && IsObject(type))
        {
            operation.Report(s_rule, source.Syntax.GetLocation(), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
    }

    /// <summary>Returns true for an expression that a foreach over an object iterates.</summary>
    internal static bool IsIterated(IOperation operation)
    {
        IOperation? parent = operation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IForEachLoopOperation loop && loop.Collection.Syntax.Span.Contains(operation.Syntax.Span);
    }

    private static IOperation Source(IOperation collection)
    {
        while (collection is IConversionOperation { IsImplicit: true } conversion)
        {
            collection = conversion.Operand;
        }

        return collection;
    }

    private static bool IsObject(ITypeSymbol type)
        => type is { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: not SpecialType.System_String };
}
