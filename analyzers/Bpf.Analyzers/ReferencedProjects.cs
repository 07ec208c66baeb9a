using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers;

/// <summary>The projects that a project references with their source, as in an editor, and whose code can be followed.</summary>
internal sealed class ReferencedProjects
{
    private readonly ImmutableArray<Compilation> _all;

    /// <summary>Finds those of a project.</summary>
    public ReferencedProjects(Compilation compilation)
    {
        INamedTypeSymbol root = compilation.GetSpecialType(SpecialType.System_Object);
        INamedTypeSymbol? vocabulary = compilation.GetTypeByMetadataName(AttributeNames.Object);

        // With other versions of the framework or of the vocabulary, the code speaks of other types.
        _all =
        [
            .. compilation.References.OfType<CompilationReference>().Select(static reference => reference.Compilation)
                .Where(project => IsSame(project.GetSpecialType(SpecialType.System_Object), root)
                    && !IsSame(project.Assembly, vocabulary?.ContainingAssembly)
                    && (project.GetTypeByMetadataName(AttributeNames.Object) is not { } other || IsSame(other, vocabulary))),
        ];
    }

    /// <summary>Returns the project that has a file; null when none has it.</summary>
    public Compilation? Find(SyntaxTree tree) => _all.FirstOrDefault(project => project.ContainsSyntaxTree(tree));

    private static bool IsSame(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
