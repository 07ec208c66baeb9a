using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>Finds fields that the kernel manages in a value: locks and timers.</summary>
internal static class KernelFields
{
    /// <summary>Returns the type of the first such field, at any depth; null when there is none.</summary>
    public static ITypeSymbol? Find(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None })
        {
            return null;
        }

        if (type is { Name: "BpfSpinLock" or "BpfTimer", ContainingNamespace: { Name: "Bpf", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return type;
        }

        return type.GetMembers().OfType<IFieldSymbol>().Where(static member => !member.IsStatic).Select(static member => Find(member.Type))
            .FirstOrDefault(static found => found is not null);
    }
}
