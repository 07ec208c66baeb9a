using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Repository.Tests;

/// <summary>The dependencies between the folders of a project, through types and members.</summary>
internal sealed class FolderGraph
{
    private const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + "global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14, preprocessorSymbols: ["NET", "NET10_0"]);

    private static readonly MetadataReference[] s_references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
        .Where(path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly Dictionary<(string From, string To), List<string>> _uses = [];

    private FolderGraph(IReadOnlyList<string> errors) => Errors = errors;

    /// <summary>Compile errors; uses of these names are missing from the graph.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>The locations where one folder uses another, by the two folders, relative to the repository.</summary>
    public IReadOnlyDictionary<(string From, string To), List<string>> Uses => _uses;

    /// <summary>Folders, relative to the repository.</summary>
    public IEnumerable<string> Folders => _uses.Keys.SelectMany(use => new[] { use.From, use.To }).Distinct();

    public static FolderGraph Of(ProjectFile project)
    {
        Dictionary<string, SyntaxTree> files = [];
        foreach (ProjectFile part in project.AllReferences.Prepend(project))
        {
            CSharpParseOptions options = s_options.WithPreprocessorSymbols(s_options.PreprocessorSymbolNames.Concat(part.Symbols));
            foreach (string file in part.Sources.Where(file => !files.ContainsKey(file)))
            {
                files.Add(file, CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file));
            }
        }

        HashSet<string> own = [.. project.Sources];
        SyntaxTree[] trees = [.. files.Values];
        CSharpCompilation compilation = CSharpCompilation.Create(project.Name, [.. trees, CSharpSyntaxTree.ParseText(GlobalUsings, s_options)], s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

        // Source generators do not run here, so variables set by generated partial methods count as unassigned.
        string[] fromMissingHalves = ["CS8795", "CS0165", "CS0534"];
        FolderGraph graph = new([.. compilation.GetDeclarationDiagnostics()
            .Where(item => item.Severity == DiagnosticSeverity.Error && !fromMissingHalves.Contains(item.Id)).Select(item => item.ToString())]);
        foreach (SyntaxTree tree in trees.Where(tree => own.Contains(tree.FilePath)))
        {
            graph.Add(tree, compilation.GetSemanticModel(tree), own);
        }

        return graph;
    }

    /// <summary>For each cycle, its folders and the locations where one uses the next.</summary>
    public IEnumerable<string> Cycles()
    {
        List<HashSet<string>> found = [];
        foreach (string folder in Folders.Order(StringComparer.Ordinal))
        {
            HashSet<string> cycle = [.. ReachableFrom(folder).Where(other => ReachableFrom(other).Contains(folder))];
            if (cycle.Count > 0 && !found.Any(other => other.SetEquals(cycle)))
            {
                found.Add(cycle);
                yield return string.Join('\n', _uses.Where(use => cycle.Contains(use.Key.From) && cycle.Contains(use.Key.To))
                    .Select(use => $"{use.Key.From} uses {use.Key.To}: {string.Join("; ", use.Value.Distinct().Take(5))}"));
            }
        }
    }

    private HashSet<string> ReachableFrom(string folder)
    {
        HashSet<string> reached = [];
        Stack<string> open = new([folder]);
        while (open.TryPop(out string? next))
        {
            foreach (string to in _uses.Keys.Where(use => use.From == next && reached.Add(use.To)).Select(use => use.To))
            {
                open.Push(to);
            }
        }

        return reached;
    }

    private void Add(SyntaxTree tree, SemanticModel model, HashSet<string> own)
    {
        string from = FolderOf(tree.FilePath);
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
        {
            ISymbol? symbol = model.GetSymbolInfo(node).Symbol;
            if (symbol is null or INamespaceSymbol or ILocalSymbol or IParameterSymbol)
            {
                continue;
            }

            foreach (string to in symbol.OriginalDefinition.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath)
                .Where(own.Contains).Select(FolderOf).Distinct().Where(to => to != from))
            {
                if (!_uses.TryGetValue((from, to), out List<string>? places))
                {
                    _uses.Add((from, to), places = []);
                }

                places.Add($"{Path.GetFileName(tree.FilePath)}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}) {symbol.ToDisplayString()}");
            }
        }
    }

    private static string FolderOf(string file) => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!);
}
