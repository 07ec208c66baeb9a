using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers;

/// <summary>
/// Code of the user whose source is at hand: of the project, and in an editor also of the projects that it references. A build refers to those as assemblies;
/// the compiler then finds the faults of their code.
/// </summary>
internal static class UserCode
{
    private static readonly Once<Compilation, Libraries> s_libraries = new();
    private static readonly Once<Compilation, ConcurrentDictionary<SyntaxTree, SemanticModel>> s_models = new();

    /// <summary>Returns true for a type or member of such code.</summary>
    public static bool Has(ISymbol symbol, Compilation compilation)
        => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly)
            || (symbol.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is { } tree
                && LibrariesOf(compilation).Find(tree) is not null);

    /// <summary>Returns the semantic model of a file; null when it is not of such code.</summary>
    public static SemanticModel? ModelOf(SyntaxTree tree, Compilation compilation)
    {
        // Few methods, which the code of other files uses, are asked for.
#pragma warning disable RS1030
        return compilation.ContainsSyntaxTree(tree) ? compilation.GetSemanticModel(tree)
            : LibrariesOf(compilation).Find(tree) is not { } library ? null
            : s_models.Of(library, static () => new()).GetOrAdd(tree, tree => library.GetSemanticModel(tree));
#pragma warning restore RS1030
    }

    private static Libraries LibrariesOf(Compilation compilation) => s_libraries.Of(compilation, () => new Libraries(compilation));

    private sealed class Libraries
    {
        private readonly ImmutableArray<Compilation> _all;

        public Libraries(Compilation compilation)
        {
            INamedTypeSymbol root = compilation.GetSpecialType(SpecialType.System_Object);
            INamedTypeSymbol? vocabulary = compilation.GetTypeByMetadataName(AttributeNames.Object);

            // With other versions of the framework or of the vocabulary, the code speaks of other types.
            _all =
            [
                .. compilation.References.OfType<CompilationReference>().Select(static reference => reference.Compilation)
                    .Where(library => IsSame(library.GetSpecialType(SpecialType.System_Object), root)
                        && !IsSame(library.Assembly, vocabulary?.ContainingAssembly)
                        && (library.GetTypeByMetadataName(AttributeNames.Object) is not { } other || IsSame(other, vocabulary))),
            ];
        }

        public Compilation? Find(SyntaxTree tree) => _all.FirstOrDefault(library => library.ContainsSyntaxTree(tree));

        private static bool IsSame(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
    }
}
