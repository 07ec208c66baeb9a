using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers;

/// <summary>
/// Code of the user whose source is at hand: of the project, and in an editor also of the projects that it references. A build refers to those as assemblies;
/// the compiler then finds the faults of their code.
/// </summary>
internal static class UserCode
{
    private static readonly Once<Compilation, ReferencedProjects> s_projects = new();
    private static readonly Once<Compilation, ConcurrentDictionary<SyntaxTree, SemanticModel>> s_models = new();

    /// <summary>Returns true for a type or member of such code.</summary>
    public static bool Has(ISymbol symbol, Compilation compilation)
        => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly)
            || (symbol.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is { } tree
                && ProjectsOf(compilation).Find(tree) is not null);

    /// <summary>Returns the semantic model of a file; null when it is not of such code.</summary>
    public static SemanticModel? ModelOf(SyntaxTree tree, Compilation compilation)
    {
        // Few methods, which the code of other files uses, are asked for.
#pragma warning disable RS1030
        return compilation.ContainsSyntaxTree(tree) ? compilation.GetSemanticModel(tree)
            : ProjectsOf(compilation).Find(tree) is not { } project ? null
            : s_models.Of(project, static () => new()).GetOrAdd(tree, tree => project.GetSemanticModel(tree));
#pragma warning restore RS1030
    }

    private static ReferencedProjects ProjectsOf(Compilation compilation) => s_projects.Of(compilation, () => new ReferencedProjects(compilation));
}
