using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>Finds where memory that code names through a reference comes from.</summary>
internal static class MapMemory
{
    /// <summary>
    /// The <c>BpfRef&lt;T&gt;</c> in a local that a place is reached through: directly, as a part, or by a <c>ref</c> local; null for other places.
    /// </summary>
    public static ILocalSymbol? ReferenceOf(IOperation place, BpfSymbols symbols) => place switch
    {
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "BpfRef" } property, Instance: ILocalReferenceOperation reference }
            when symbols.IsVocabulary(property) => reference.Local,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance } => ReferenceOf(instance, symbols),
        ILocalReferenceOperation { Local: { RefKind: RefKind.Ref or RefKind.RefReadOnly } local }
            => InitializerOf(local, Root(place)) is { } initializer ? ReferenceOf(initializer, symbols) : null,
        _ => null,
    };

    /// <summary>The map that gave a local its reference; null when it is not a field, or one of several.</summary>
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

    /// <summary>The static field that an expression names.</summary>
    public static IFieldSymbol? FieldOf(IOperation? operation) => operation switch
    {
        IConversionOperation conversion => FieldOf(conversion.Operand),
        IFieldReferenceOperation { Field: { IsStatic: true } field } => field,
        _ => null,
    };

    /// <summary>The operation that contains all of the method's code.</summary>
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
