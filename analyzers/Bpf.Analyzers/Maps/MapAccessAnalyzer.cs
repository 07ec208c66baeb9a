using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0467: reports programs that write to maps that they may only read, and the other way around.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MapAccessAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.MapAccess);

    /// <summary>Creates the analyzer.</summary>
    public MapAccessAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
    [
        OperationKind.Invocation, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.Increment, OperationKind.Decrement,
        OperationKind.PropertyReference,
    ];

    private protected override void Analyze(in BpfOperation operation)
    {
        (IFieldSymbol? map, bool writes) = operation.Operation switch
        {
            IInvocationOperation { TargetMethod: { Name: "Update" or "Delete" } method, Instance: { } instance } when operation.Symbols.IsVocabulary(method)
                => (MapMemory.FieldOf(instance), true),
            IInvocationOperation { TargetMethod: { Name: "TryGetValue" } method, Instance: { } instance } when operation.Symbols.IsVocabulary(method)
                => (MapMemory.FieldOf(instance), false),
            IAssignmentOperation { Target: var target } => (MapOf(target, operation.Symbols), true),
            IIncrementOrDecrementOperation { Target: var target } => (MapOf(target, operation.Symbols), true),
            IPropertyReferenceOperation value when IsRead(value) => (MapOf(value, operation.Symbols), false),
            _ => default,
        };
        if (map is not null && FlagsOf(map, operation.Symbols) is var flags && flags.HasFlag(writes ? MapFlags.ProgramReadOnly : MapFlags.ProgramWriteOnly))
        {
            operation.Report(s_rule, map.Name, writes ? "read" : "write", writes ? nameof(MapFlags.ProgramReadOnly) : nameof(MapFlags.ProgramWriteOnly));
        }
    }

    private static IFieldSymbol? MapOf(IOperation place, BpfSymbols symbols)
        => MapMemory.ReferenceOf(place, symbols) is { } reference ? MapMemory.MapOf(reference, place, symbols) : null;

    // Not as the target of an assignment, and not as a reference.
    private static bool IsRead(IPropertyReferenceOperation value)
    {
        IOperation place = value;
        while (place.Parent is IFieldReferenceOperation part)
        {
            place = part;
        }

        return !(place.Parent is IAssignmentOperation assignment && assignment.Target == place)
            && place.Parent is not (IArgumentOperation { Parameter.RefKind: not RefKind.None } or IAddressOfOperation or IVariableInitializerOperation
                or IIncrementOrDecrementOperation or ISimpleAssignmentOperation { IsRef: true });
    }

    private static MapFlags FlagsOf(IFieldSymbol map, BpfSymbols symbols)
        => symbols.MapAttributeOf(map)?.NamedArguments.FirstOrDefault(static argument => argument.Key == "Flags").Value.Value is { } value
            ? (MapFlags)Convert.ToUInt32(value, System.Globalization.CultureInfo.InvariantCulture) : MapFlags.None;
}
