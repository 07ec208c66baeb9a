using Bpf.Analyzers.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>Finds the bytes that an operation itself reads from the packet, or writes to it.</summary>
internal static class PacketAccesses
{
    /// <summary>Returns the accesses of an operation without those of its operands.</summary>
    public static IEnumerable<PacketAccess> At(IOperation operation, BoundValues values, BoundState state)
    {
        if (operation is IInvocationOperation call && PacketReads.Of(call) is var (pointer, read))
        {
            return values.Of(pointer, state) is BoundValue.Pointer at ? [new PacketAccess(at, CertainBytes(read, isWrite: false), operation.Syntax)] : [];
        }

        if (operation is IPropertyReferenceOperation { Instance: { } owner, Property: var property } && values.HeaderOf(owner, state) is var (header, type))
        {
            return OfProperty(header, type, property, operation.Syntax);
        }

        if (operation is IFieldReferenceOperation { Instance: { } copy, Field: { IsFixedSizeBuffer: false } field } && !IsPartOfLarger(operation)
            && values.PlaceOf(copy, state) is null && values.HeaderOf(copy, state) is var (original, _) && TypeLayout.OffsetOf(field) is { } offset)
        {
            return [new PacketAccess(original.Add(offset), CertainBytes(field.Type, isWrite: false), operation.Syntax)];
        }

        if (operation is IParenthesizedOperation || IsPartOfLarger(operation) || values.PlaceOf(operation, state) is not var (address, accessed))
        {
            return [];
        }

        bool isWrite = operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation;
        // A copy is read where its members are.
        return !isWrite && values.Of(operation, state) is BoundValue.Copy && operation.Parent is ISimpleAssignmentOperation { Target: var target }
            && BoundValues.KeyOf(target) is not null ? [] : [new PacketAccess(address, CertainBytes(accessed, isWrite), operation.Syntax)];
    }

    private static IEnumerable<PacketAccess> OfProperty(BoundValue.Pointer header, ITypeSymbol type, IPropertySymbol property, SyntaxNode syntax)
    {
        string name = "_" + char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
        if (type.GetMembers(name).FirstOrDefault() is IFieldSymbol { IsStatic: false } field && TypeLayout.OffsetOf(field) is { } offset)
        {
            return [new PacketAccess(header.Add(offset), CertainBytes(field.Type, isWrite: false), syntax)];
        }

        return SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, type.ContainingAssembly) && property.DeclaringSyntaxReferences.IsEmpty
            && type.ContainingNamespace?.ToString() == "Bpf" ? [new PacketAccess(header, 1, syntax)] : [];
    }

    // Only the members of a struct that are used are read.
    private static decimal CertainBytes(ITypeSymbol type, bool isWrite)
        => TypeLayout.Of(type) is not { } layout ? 1 : isWrite || !SharedLayout.IsStruct(type, out _) ? layout.Size : 1;

    // &p->Field, p->Part.Field, ref p->Field and p->Property use the address only, or a part.
    private static bool IsPartOfLarger(IOperation operation) => operation.Parent switch
    {
        IParenthesizedOperation parenthesized => IsPartOfLarger(parenthesized),
        IAddressOfOperation => true,
        IFieldReferenceOperation or IPropertyReferenceOperation or IInlineArrayAccessOperation => true,
        IInvocationOperation call => call.Instance == operation,
        IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
        ISimpleAssignmentOperation { IsRef: true } => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        _ => false,
    };
}
