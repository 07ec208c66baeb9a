using System.Collections.Immutable;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the model of a skeleton from a class with <c>[BpfObject]</c>.</summary>
internal static class SkeletonReader
{
    private const string RuntimeObject = "Bpf.Runtime.BpfObject";

    /// <summary>Reads the model; returns null when the class cannot have a skeleton, which an analyzer reports.</summary>
    public static SkeletonModel? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        Compilation compilation = context.SemanticModel.Compilation;
        if (!IsFirstDeclaration(context)
            || type.IsFileLocal
            || type.TypeKind != TypeKind.Class
            || compilation.GetTypeByMetadataName(RuntimeObject) is null
            || !TryReadContainers(type, out ImmutableArray<string> containers))
        {
            return null;
        }

        ImmutableArray<ProgramModel> programs = ProgramReader.ReadAll(type, compilation, cancellation);
        ImmutableArray<MapModel> maps = MapReader.ReadAll(type, compilation, cancellation);
        ImmutableArray<StructOpsModel> tables = StructOpsReader.ReadAll(type, cancellation);
        return new SkeletonModel(
            type.ContainingNamespace.IsGlobalNamespace ? null : type.ContainingNamespace.ToDisplayString(SourceText.WithinNamespace),
            new EquatableArray<string>(containers),
            type.Name,
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            ObjectName(type),
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            new EquatableArray<ProgramModel>(programs),
            new EquatableArray<MapModel>(maps),
            new EquatableArray<GlobalModel>(GlobalReader.ReadAll(
                type,
                [
                    .. maps.Select(static map => map.ObjectName),
                    .. programs.Select(static program => program.Name),
                    .. tables.SelectMany(static table => table.Programs.Append(table.Name)),
                ],
                compilation,
                cancellation)),
            new EquatableArray<StructOpsModel>(tables));
    }

    // A repeated attribute on a partial class is a compiler error, but must not produce the same source twice.
    public static bool IsFirstDeclaration(GeneratorAttributeSyntaxContext context)
    {
        INamedTypeSymbol attribute = context.Attributes[0].AttributeClass!;
        AttributeData first = context.TargetSymbol.GetAttributes().First(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute));
        return first.ApplicationSyntaxReference is { } reference
            && reference.SyntaxTree == context.TargetNode.SyntaxTree
            && context.TargetNode.Span.Contains(reference.Span);
    }

    private static bool TryReadContainers(INamedTypeSymbol type, out ImmutableArray<string> headers)
    {
        headers = default;
        if (type.IsGenericType)
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<string>();
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            if (container.IsGenericType || container.IsFileLocal || !IsPartial(container))
            {
                return false;
            }

            string keyword = container.TypeKind switch
            {
                TypeKind.Struct => container.IsRecord ? "record struct" : "struct",
                TypeKind.Interface => "interface",
                _ => container.IsRecord ? "record" : "class",
            };
            builder.Insert(0, $"partial {keyword} {SourceText.Identifier(container.Name)}");
        }

        headers = builder.ToImmutable();
        return true;
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(static reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static string ObjectName(INamedTypeSymbol type)
    {
        string name = type.Name;
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            name = container.Name + "." + name;
        }

        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            name = space.Name + "." + name;
        }

        return name;
    }
}
