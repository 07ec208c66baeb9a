using System.Collections.Immutable;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the programs of a BPF class.</summary>
internal static class ProgramReader
{
    public static ImmutableArray<ProgramModel> ReadAll(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var programs = ImmutableArray.CreateBuilder<ProgramModel>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            cancellation.ThrowIfCancellationRequested();
            (AttributeData Attribute, ProgramKind? Kind)[] found = [.. method.GetAttributes().Select(static attribute => (attribute, KindOf(attribute)))];
            if (Array.Find(found, static item => item.Kind is not null).Kind is { } kind && names.Add(method.Name))
            {
                ImmutableArray<string> targets = [.. found.Where(item => item.Kind == kind).Select(static item => TargetOf(item.Attribute)).OfType<string>()
                    .Select(kind.TargetOf)];
                programs.Add(new ProgramModel(method.Name, "global::" + HandleOf(kind, compilation), kind.Section, new(targets)));
            }
        }

        return programs.ToImmutable();
    }

    /// <summary>Returns true for a method that becomes a program.</summary>
    public static bool IsProgram(IMethodSymbol method) => method.GetAttributes().Any(static attribute => KindOf(attribute) is not null);

    private static ProgramKind? KindOf(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { ContainingNamespace: { Name: "Bpf", ContainingNamespace.IsGlobalNamespace: true } } attributeClass)
        {
            return null;
        }

        string name = attributeClass.ToDisplayString();
        return Array.Find(ProgramKinds.All, kind => kind.Attribute == name && kind != StructOpsKinds.Member)
            ?.For([.. attribute.ConstructorArguments.Select(static argument => argument.Kind == TypedConstantKind.Array ? null : argument.Value)]);
    }

    private static string HandleOf(ProgramKind kind, Compilation compilation)
        => compilation.GetTypeByMetadataName(kind.Handle) is null ? ProgramKind.UntypedHandle : kind.Handle;

    private static string? TargetOf(AttributeData attribute)
        => attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string target } ? target : null;
}
