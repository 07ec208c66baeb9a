using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0102: reports arrays created in BPF code. Constant data behind a read-only span is allowed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArrayAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ArrayUse);

    /// <summary>Creates the analyzer.</summary>
    public ArrayAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.ArrayCreation, OperationKind.CollectionExpression];

    private protected override void Analyze(in BpfOperation operation)
    {
        bool isArray = operation.Operation switch
        {
            IArrayCreationOperation creation => !IsConstantSpan(creation),
            ICollectionExpressionOperation collection => collection.Type is IArrayTypeSymbol,
            _ => false,
        };
        if (isArray)
        {
            operation.Report(s_rule);
        }
    }

    private static bool IsConstantSpan(IArrayCreationOperation creation)
        => creation is { Parent: IConversionOperation { Type: { Name: "ReadOnlySpan", ContainingNamespace.Name: "System" } }, Initializer: { } initializer }
            && initializer.ElementValues.All(static value => value.ConstantValue.HasValue);
}
