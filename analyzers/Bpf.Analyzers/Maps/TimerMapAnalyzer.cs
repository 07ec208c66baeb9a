using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>
/// BPF0312: checks that a timer or work queue is initialized with the map that contains it, and that its callback takes the key and value of that map.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimerMapAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.TimerOfOtherMap);

    /// <summary>Creates the analyzer.</summary>
    public TimerMapAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call is not { TargetMethod: { Name: "Initialize" or "SetCallback", ContainingType.Name: "BpfTimer" or "BpfWorkQueue" } method, Instance: { } timer }
            || !operation.Symbols.IsVocabulary(method)
            || call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value is not { } argument
            || MapMemory.FieldOf(argument) is not { } map
            || MapMemory.ReferenceOf(timer, operation.Symbols) is not { } reference
            || MapMemory.MapOf(reference, timer, operation.Symbols) is not { } holder
            || SymbolEqualityComparer.Default.Equals(map, holder))
        {
            return;
        }

        // For SetCallback the map only determines the types; the kernel passes the map that contains the timer.
        if (method.Name == "Initialize" || !HasSameTypes(map, holder))
        {
            operation.Report(s_rule, argument.Syntax.GetLocation(), map.Name, holder.Name);
        }
    }

    private static bool HasSameTypes(IFieldSymbol map, IFieldSymbol holder)
        => Enumerable.SequenceEqual(TypesOf(map), TypesOf(holder), SymbolEqualityComparer.Default);

    private static ImmutableArray<ITypeSymbol> TypesOf(IFieldSymbol map)
    {
        for (ITypeSymbol? type = map.Type; type is not null; type = type.BaseType)
        {
            if (type is INamedTypeSymbol { Name: "BpfKeyedMap" } keyed)
            {
                return keyed.TypeArguments;
            }
        }

        return [];
    }
}
