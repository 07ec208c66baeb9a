using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>Finds the origin of memory accessed through a reference.</summary>
internal static class MapMemory
{
    /// <summary>
    /// Returns the local with the <c>BpfRef&lt;T&gt;</c> or <c>BpfOwned&lt;T&gt;</c> through which a place is reached: directly, as a part, or by a
    /// <c>ref</c> local; otherwise null.
    /// </summary>
    public static ILocalSymbol? ReferenceOf(IOperation place, BpfSymbols symbols) => place switch
    {
        IPropertyReferenceOperation
        {
            Property: { Name: "Value", ContainingType.Name: "BpfRef" or "BpfOwned" } property,
            Instance: ILocalReferenceOperation reference,
        }
            when symbols.IsVocabulary(property) => reference.Local,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance } => ReferenceOf(instance, symbols),
        ILocalReferenceOperation { Local: { RefKind: RefKind.Ref or RefKind.RefReadOnly } local }
            => InitializerOf(local, Root(place)) is { } initializer ? ReferenceOf(initializer, symbols) : null,
        _ => null,
    };

    /// <summary>Returns the map that a local's reference comes from; null when it is not a field, or one of several.</summary>
    public static IFieldSymbol? MapOf(ILocalSymbol reference, IOperation inside, BpfSymbols symbols)
    {
        IFieldSymbol?[] maps =
        [
            .. Root(inside).Descendants().OfType<IInvocationOperation>()
                .Where(call => symbols.IsVocabulary(call.TargetMethod) && SymbolEqualityComparer.Default.Equals(BpfReferences.OutLocal(call), reference))
                .Select(static call => FieldOf(call.Instance)).Distinct<IFieldSymbol?>(SymbolEqualityComparer.Default),
        ];
        return maps.Length == 1 ? maps[0] : null;
    }

    /// <summary>Returns the static field that an expression refers to.</summary>
    public static IFieldSymbol? FieldOf(IOperation? operation) => operation switch
    {
        IConversionOperation conversion => FieldOf(conversion.Operand),
        IFieldReferenceOperation { Field: { IsStatic: true } field } => field,
        _ => null,
    };

    /// <summary>Returns the operation that contains all of the method's code.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is not null)
        {
            operation = operation.Parent;
        }

        return operation;
    }

    private static IOperation? InitializerOf(ILocalSymbol local, IOperation root) => root.Descendants().OfType<IVariableDeclaratorOperation>()
        .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.Initializer?.Value;
}
