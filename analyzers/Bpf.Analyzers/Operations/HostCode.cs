using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Operations;

/// <summary>
/// Analyzes the operations of code that does not become BPF code, in the files that mention something of BPF. The operations of all files take about as long as
/// to compile them.
/// </summary>
internal sealed class HostCode
{
    private static readonly ConditionalWeakTable<Compilation, HostCode> s_cache = new();

    private static readonly string[] s_declaring =
        ["BpfKfunc", "BpfKfuncAttribute", "BpfHelper", "BpfHelperAttribute", "BpfIntrinsic", "BpfIntrinsicAttribute"];

    private readonly HashSet<string> _names;
    private readonly bool _isEverywhere;

    private HostCode(Compilation compilation, HashSet<string> names)
    {
        _names = names;
        _isEverywhere = compilation.SyntaxTrees.SelectMany(static tree => FileOutline.Of(tree).GlobalUsings)
            .Any(use => IsFurther(use) && _names.Overlaps(FileOutline.NamesIn(use)));
    }

    /// <summary>Registers an action for operations of some kinds in host code, except those that never run.</summary>
    public static void Register(
        CompilationStartAnalysisContext start, BpfSymbols symbols, BpfCodeGraphs graphs, ImmutableArray<OperationKind> kinds, Action<HostOperation> analyze)
    {
        HostCode code = s_cache.GetValue(start.Compilation, compilation => new HostCode(compilation, NamesOf(symbols, graphs)));
        start.RegisterSemanticModelAction(context =>
        {
            SemanticModel model = context.SemanticModel;
            if (!code.IsConcerned(model.SyntaxTree))
            {
                return;
            }

            foreach (SyntaxNode node in model.SyntaxTree.GetRoot(context.CancellationToken).DescendantNodesAndSelf().Where(IsCode))
            {
                if (OwnerOf(node, model, context.CancellationToken) is not { } owner || graphs.ReachOf(owner, context.CancellationToken) is not null
                    || model.GetOperation(node, context.CancellationToken) is not { } root)
                {
                    continue;
                }

                foreach (IOperation operation in root.DescendantsAndSelf())
                {
                    if (kinds.Contains(operation.Kind) && !BpfOperation.IsSilent(operation))
                    {
                        analyze(new HostOperation(operation, owner, context));
                    }
                }
            }
        });
    }

    private bool IsConcerned(SyntaxTree tree) => _isEverywhere || _names.Overlaps(FileOutline.Of(tree).Mentions);

    // Aliases and static usings for the whole project make files use names that they do not mention.
    private static bool IsFurther(UsingDirectiveSyntax use)
        => use.Alias is not null || use.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) || use.NamespaceOrType.ToString() == KernelTypes.Namespace;

    // Types of the vocabulary and of libraries that build on it, BPF classes, types with variables of programs, and declarations of kernel functions.
    private static HashSet<string> NamesOf(BpfSymbols symbols, BpfCodeGraphs graphs)
    {
        IAssemblySymbol vocabulary = symbols.ObjectAttribute.ContainingAssembly;
        HashSet<string> names = [KernelTypes.Name, .. vocabulary.TypeNames, .. graphs.Objects.Select(static type => type.Name), .. graphs.TypeNames];
        foreach (IAssemblySymbol library in symbols.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (library.Name != KernelTypes.Assembly
                && library.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == vocabulary.Name)))
            {
                names.UnionWith(library.TypeNames);
            }
        }

        foreach (SyntaxTree tree in symbols.Compilation.SyntaxTrees)
        {
            if (FileOutline.Of(tree).Mentions.Overlaps(s_declaring))
            {
                names.UnionWith(tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(static type => type.Identifier.ValueText));
            }
        }

        return names;
    }

    private static bool IsCode(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PrimaryConstructorBaseTypeSyntax => true,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } } => true,
        CompilationUnitSyntax unit => unit.Members.Any(static member => member is GlobalStatementSyntax),
        _ => false,
    };

    private static ISymbol? OwnerOf(SyntaxNode code, SemanticModel model, CancellationToken cancellation) => code switch
    {
        ArrowExpressionClauseSyntax { Parent: { } property } => (model.GetDeclaredSymbol(property, cancellation) as IPropertySymbol)?.GetMethod,
        EqualsValueClauseSyntax { Parent: { } variable } => model.GetDeclaredSymbol(variable, cancellation),
        PrimaryConstructorBaseTypeSyntax => model.GetEnclosingSymbol(code.SpanStart, cancellation),
        _ => model.GetDeclaredSymbol(code, cancellation),
    };
}
