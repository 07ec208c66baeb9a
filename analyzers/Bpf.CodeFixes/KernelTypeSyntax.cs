using Bpf.ReferenceKernels;
using Microsoft.CodeAnalysis;

namespace Bpf.CodeFixes;

/// <summary>Writes kernel types in C#, with the names of the declarations that the project has for them.</summary>
/// <param name="model">The document.</param>
/// <param name="position">Where the type is written.</param>
internal sealed class KernelTypeSyntax(SemanticModel model, int position)
{
    private const string Declarations = "Bpf.Vmlinux"; // The package with a declaration for each kernel type.

    public string Of(KernelType type)
    {
        KernelType resolved = type.Resolved;
        return resolved.Kind switch
        {
            KernelTypeKind.Pointer => $"{Target(resolved.Element!.Resolved)}*",
            KernelTypeKind.Integer when resolved.Name == "_Bool" => "bool",
            _ => CSharpNumber.Of(resolved.Size == 0 ? sizeof(ulong) : resolved.Size, resolved.IsSigned),
        };
    }

    private string Target(KernelType type) => type.Kind switch
    {
        KernelTypeKind.Struct or KernelTypeKind.Union when Find(type.Name) is { } declaration => declaration.ToMinimalDisplayString(model, position),
        KernelTypeKind.Integer when type.Name == "_Bool" => "bool",
        KernelTypeKind.Integer => CSharpNumber.Of(type.Size, type.IsSigned),
        _ => "void",
    };

    private INamedTypeSymbol? Find(string name)
        => name.Length == 0 ? null
            : model.LookupNamespacesAndTypes(position).OfType<INamedTypeSymbol>().FirstOrDefault(type => IsDeclaration(type, name))
            ?? (model.Compilation.GetTypeByMetadataName($"{Declarations}.{name}") is { } type && IsDeclaration(type, name) ? type : null);

    // The types of the vocabulary without members only name what a reference in a map keeps.
    private static bool IsDeclaration(INamedTypeSymbol type, string name)
        => type.GetMembers().OfType<IFieldSymbol>().Any() && type.GetAttributes().Any(attribute
            => attribute.AttributeClass is { Name: "KernelStructAttribute" } && attribute.ConstructorArguments.FirstOrDefault().Value as string == name);
}
