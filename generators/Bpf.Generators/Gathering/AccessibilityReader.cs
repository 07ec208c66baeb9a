using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Decides whether a skeleton, which is a sibling of the BPF class, may expose a type.</summary>
internal static class AccessibilityReader
{
    /// <summary>Returns the accessibility that a skeleton member of a type can have.</summary>
    /// <param name="type">Type of the member.</param>
    /// <param name="owner">The BPF class; the skeleton has its accessibility and container.</param>
    public static MemberAccessibility Of(ITypeSymbol type, INamedTypeSymbol owner)
    {
        switch (type)
        {
            case IPointerTypeSymbol or IFunctionPointerTypeSymbol:
                return MemberAccessibility.Public;
            case IArrayTypeSymbol array:
                return Of(array.ElementType, owner);
            case not INamedTypeSymbol:
                return MemberAccessibility.None;
        }

        var accessibility = MemberAccessibility.Public;
        foreach (ITypeSymbol argument in ((INamedTypeSymbol)type).TypeArguments)
        {
            accessibility = accessibility.And(Of(argument, owner));
        }

        for (INamedTypeSymbol? current = (INamedTypeSymbol)type; current is not null; current = current.ContainingType)
        {
            if (Encloses(current, owner))
            {
                break;
            }

            if (current.ContainingType is { } container && SiblingIn(container, owner) is { } sibling)
            {
                return IsAtLeast(current.DeclaredAccessibility, sibling.DeclaredAccessibility)
                    ? accessibility
                    : accessibility.And(OfDeclared(current));
            }

            accessibility = accessibility.And(OfDeclared(current));
        }

        return accessibility;
    }

    private static MemberAccessibility OfDeclared(INamedTypeSymbol type) => type switch
    {
        { IsFileLocal: true } => MemberAccessibility.None,
        { DeclaredAccessibility: Accessibility.Public } => MemberAccessibility.Public,
        { DeclaredAccessibility: Accessibility.Internal or Accessibility.ProtectedOrInternal } => MemberAccessibility.Internal,
        _ => MemberAccessibility.None,
    };

    private static bool Encloses(INamedTypeSymbol type, INamedTypeSymbol owner)
    {
        for (INamedTypeSymbol? current = owner; current is not null; current = current.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, type))
            {
                return true;
            }
        }

        return false;
    }

    // The BPF class, or the type around it, that is declared directly in the container.
    private static INamedTypeSymbol? SiblingIn(INamedTypeSymbol container, INamedTypeSymbol owner)
    {
        for (INamedTypeSymbol? current = owner; current is not null; current = current.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.ContainingType, container))
            {
                return current;
            }
        }

        return null;
    }

    private static bool IsAtLeast(Accessibility accessibility, Accessibility other)
        => accessibility == other || accessibility == Accessibility.Public || other == Accessibility.Private;
}
