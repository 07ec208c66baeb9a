using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>
/// BPF0314: reports a ring buffer record submitted with fields that the method never mentions. A record that is first passed on, by reference or as a whole,
/// may be set there, so it counts as set.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartlySetRecordAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.RecordPartlySet);

    private static readonly string[] s_fillers = ["pad", "reserved", "unused"];

    /// <summary>Creates the analyzer.</summary>
    public PartlySetRecordAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var call = (IInvocationOperation)operation.Operation;
        BpfSymbols symbols = operation.Symbols;
        if (call.TargetMethod is not { Name: "TryReserve", ContainingType.Name: "BpfRingBuffer" } || !symbols.IsVocabulary(call.TargetMethod)
            || BpfReferences.OutLocal(call) is not { Type: INamedTypeSymbol { TypeArguments.Length: 1 } reference } record
            || reference.TypeArguments[0] is not INamedTypeSymbol type
            || !SharedLayout.IsStruct(type, out _) || type.IsTupleType
            || StructAttributes.Of(type) is not { Kind: LayoutKind.Sequential, InlineArrayLength: 0 })
        {
            return;
        }

        IMethodSymbol method = operation.Method;
        HashSet<string> unset =
        [
            .. SharedLayout.FieldsOf(type)
                .Where(field => symbols.Compilation.IsSymbolAccessibleWithin(field.AssociatedSymbol ?? field, method.ContainingType) && !IsFiller(field))
                .Select(static field => field.AssociatedSymbol?.Name ?? field.Name),
        ];
        int asked = unset.Count;
        IOperation root = MapMemory.Root(call);
        IOperation? submit = null;
        foreach (ILocalReferenceOperation use in root.Descendants().OfType<ILocalReferenceOperation>().Where(use => BpfReferences.IsReference(use, record)))
        {
            if (use.Parent is IDeclarationExpressionOperation or IArgumentOperation { Parameter.RefKind: RefKind.Out })
            {
                // A second reservation in the same local has the same type.
            }
            else if (use.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Submit" or "Discard" } target } }
                && symbols.IsVocabulary(target))
            {
                submit ??= target.Name == "Submit" ? use : null;
            }
            else if (use.Parent is not IPropertyReferenceOperation { Property.Name: "Value" or "IsNull" } property
                || (property.Property.Name == "Value" && !Sets(property, unset, root)))
            {
                return;
            }
        }

        // When most fields are unset, that is intended.
        if (submit is not null && unset.Count > 0 && unset.Count <= asked - unset.Count)
        {
            IEnumerable<string> names = unset.OrderBy(static name => name, StringComparer.Ordinal).Select(static name => $"'{name}'");
            operation.Report(s_rule, submit.Syntax.GetLocation(), record.Name, string.Join(", ", names));
        }
    }

    private static bool IsFiller(IFieldSymbol field)
        => Array.Exists(s_fillers, filler => (field.AssociatedSymbol?.Name ?? field.Name).IndexOf(filler, StringComparison.OrdinalIgnoreCase) >= 0);

    // Removes a mentioned field from the unset ones; false when the record is used in another way.
    private static bool Sets(IOperation record, HashSet<string> unset, IOperation root)
    {
        switch (record.Parent)
        {
            case IFieldReferenceOperation part when part.Instance == record:
                unset.Remove(part.Field.Name);
                return true;
            case IPropertyReferenceOperation part when part.Instance == record && unset.Contains(part.Property.Name):
                unset.Remove(part.Property.Name);
                return true;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.Ref } alias } }:
                return root.Descendants().OfType<ILocalReferenceOperation>().Where(use => BpfReferences.IsReference(use, alias))
                    .All(use => Sets(use, unset, root));
            default:
                return false;
        }
    }
}
