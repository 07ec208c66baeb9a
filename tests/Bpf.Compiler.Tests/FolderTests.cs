using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Compiler.Tests;

/// <summary>The folders of the compiler: each uses those below it only.</summary>
public class FolderTests
{
    // The folders that hold the types anybody may use without naming a folder.
    private static readonly string[] s_inRootNamespace = ["", "Diagnostics", "Requests"];

    /// <summary>Which folder may use which, lowest first; "" is the compiler's own folder. What two folders need of each other belongs below both.</summary>
    private static readonly (string Folder, string[] MayUse)[] s_layers =
    [
        ("Shared", []),
        ("Diagnostics", ["Shared"]),
        ("Requests", ["Shared", "Diagnostics"]),
        ("Llvm", ["Shared"]),
        ("Elf", ["Diagnostics"]),
        ("Metadata", ["Shared", "Diagnostics"]),
        ("Il", ["Metadata", "Diagnostics"]),
        ("Discovery", ["Shared", "Diagnostics", "Metadata", "Il"]),
        ("Values", ["Shared", "Diagnostics", "Metadata", "Discovery", "Llvm"]),
        ("Markers", []),
        ("InlineAsm", ["Llvm"]),
        ("Analysis", ["Llvm", "InlineAsm"]),
        ("Passes", ["Shared", "Llvm", "Markers", "InlineAsm", "Analysis"]),
        ("CodeGen", ["Shared", "Diagnostics", "Requests", "Metadata", "Elf", "Discovery", "Values", "Llvm", "Markers", "InlineAsm", "Analysis"]),
        ("Intrinsics", ["Shared", "Diagnostics", "Requests", "Metadata", "Discovery", "Values", "Llvm", "InlineAsm", "CodeGen"]),
        ("Import", ["Shared", "Diagnostics", "Requests", "Metadata", "Il", "Discovery", "Values", "Llvm", "InlineAsm", "CodeGen", "Intrinsics"]),
        ("Reference", ["Shared", "Diagnostics", "Requests", "Metadata", "CodeGen"]),
        ("", ["Shared", "Diagnostics", "Requests", "Metadata", "Elf", "Discovery", "Llvm", "Passes", "CodeGen", "Import", "Reference"]),
    ];

    private static readonly Lazy<Dictionary<(string From, string To), List<string>>> s_uses = new(FindUses);

    private static string Sources
        => Path.Combine(typeof(FolderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(item => item.Key == "RepositoryRoot").Value!, "src");

    [Fact]
    public void FoldersUseOnlyWhatTheTableSays()
    {
        Dictionary<string, string[]> allowed = s_layers.ToDictionary(layer => layer.Folder, layer => layer.MayUse);
        string[] breaches =
        [
            .. s_uses.Value.Where(use => !allowed.TryGetValue(use.Key.From, out string[]? mayUse) || !mayUse.Contains(use.Key.To))
                .Select(use => $"{Show(use.Key.From)} uses {Show(use.Key.To)}: {string.Join("; ", use.Value.Distinct().Take(5))}"),
        ];
        Assert.True(breaches.Length == 0, string.Join('\n', breaches));
    }

    [Fact]
    public void TheTableAllowsNoCycle()
    {
        HashSet<string> below = [];
        foreach ((string folder, string[] mayUse) in s_layers)
        {
            Assert.All(mayUse, used => Assert.True(below.Contains(used), $"{Show(folder)} may use {used}, which is not below it"));
            below.Add(folder);
        }
    }

    [Fact]
    public void NamespacesAreFolders()
    {
        foreach (string file in Files())
        {
            string folder = FolderOf(file);
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), cancellationToken: TestContext.Current.CancellationToken)
                .GetRoot(TestContext.Current.CancellationToken);
            string? name = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().SingleOrDefault()?.Name.ToString();
            if (folder != "Shared" && name is not null)
            {
                string expected = s_inRootNamespace.Contains(folder) ? "Bpf.Compiler" : $"Bpf.Compiler.{folder}";
                Assert.True(name == expected || (folder == "Llvm" && name == "Bpf.Compiler.Llvm.Native"), $"{file} is in the namespace {name}");
            }
        }
    }

    // With the first place of each use, for the message.
    private static Dictionary<(string From, string To), List<string>> FindUses()
    {
        const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
            + "global using System.Threading; global using System.Threading.Tasks;";
        CSharpParseOptions options = new(LanguageVersion.CSharp14);
        SyntaxTree[] trees = [.. Files().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(path => Path.GetFileName(path) is "Bpf.ReferenceKernels.dll" or "ELFSharp.dll" or "netstandard.dll" || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create("Bpf.Compiler", [.. trees, CSharpSyntaxTree.ParseText(GlobalUsings, options)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

        // The generators that write the other halves of partial methods do not run here; variables that those halves set count as never set.
        string[] fromMissingHalves = ["CS8795", "CS0165"];
        Assert.Empty(compilation.GetDeclarationDiagnostics().Where(item => item.Severity == DiagnosticSeverity.Error && !fromMissingHalves.Contains(item.Id)));

        Dictionary<(string From, string To), List<string>> uses = [];
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            string from = FolderOf(tree.FilePath);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
            {
                ISymbol? symbol = model.GetSymbolInfo(node).Symbol;
                foreach (string to in FoldersOf(symbol).Where(to => to != from))
                {
                    if (!uses.TryGetValue((from, to), out List<string>? places))
                    {
                        uses.Add((from, to), places = []);
                    }

                    places.Add($"{Path.GetFileName(tree.FilePath)}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}) {symbol!.ToDisplayString()}");
                }
            }
        }

        return uses;
    }

    private static IEnumerable<string> FoldersOf(ISymbol? symbol)
        => symbol is null or INamespaceSymbol or ILocalSymbol or IParameterSymbol ? [] : symbol.OriginalDefinition.DeclaringSyntaxReferences
            .Select(reference => reference.SyntaxTree.FilePath).Where(path => path.Length > 0).Select(FolderOf).Distinct();

    private static IEnumerable<string> Files()
    {
        string compiler = Path.Combine(Sources, "Bpf.Compiler");
        return Directory.EnumerateFiles(compiler, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(compiler, file).Split('/')[0] is not ("obj" or "bin"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Sources, "Shared"), "*.cs", SearchOption.AllDirectories))
            .Append(Path.Combine(Sources, "Bpf.Runtime", "Syscalls", "InputFile.cs"))
            .Order(StringComparer.Ordinal);
    }

    // What is linked from elsewhere counts as shared.
    private static string FolderOf(string file) => Path.GetRelativePath(Path.Combine(Sources, "Bpf.Compiler"), file).Split('/') switch
    {
        ["..", ..] => "Shared",
        [_] => "",
        [var folder, ..] => folder,
        [] => throw new ArgumentException(file),
    };

    private static string Show(string folder) => folder.Length == 0 ? "Bpf.Compiler itself" : folder;
}
