using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Repository.Tests;

/// <summary>Each folder of the compiler uses only the folders in its row of the table.</summary>
public sealed class CompilerLayerTests
{
    // Folders whose types are in the root namespace of the project.
    private static readonly string[] s_inRootNamespace = ["", "Diagnostics", "Requests"];

    /// <summary>
    /// The allowed dependencies between folders, lowest first; "" is the root folder of the compiler. What two folders need from each other belongs below
    /// both.
    /// </summary>
    private static readonly (string Folder, string[] MayUse)[] s_layers =
    [
        ("Shared", []),
        ("Diagnostics", ["Shared"]),
        ("Requests", ["Shared", "Diagnostics"]),
        ("Llvm", ["Shared"]),
        ("Elf", ["Diagnostics"]),
        ("Metadata", ["Shared", "Diagnostics"]),
        ("Il", ["Metadata", "Diagnostics"]),
        ("Targets", ["Shared"]),
        ("Discovery", ["Shared", "Diagnostics", "Metadata", "Il", "Targets"]),
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

    private static ProjectFile Compiler { get; } = new(Path.Combine(Repository.Root, "src", "Bpf.Compiler", "Bpf.Compiler.csproj"));

    [Fact]
    public void FoldersUseOnlyTheirAllowedDependencies()
    {
        Dictionary<string, string[]> allowed = s_layers.ToDictionary(layer => layer.Folder, layer => layer.MayUse);
        string[] breaches =
        [
            .. FolderGraph.Of(Compiler).Uses.Select(use => (From: LayerOf(use.Key.From), To: LayerOf(use.Key.To), Places: use.Value)).Where(use => use.From != use.To)
                .Where(use => !allowed.TryGetValue(use.From, out string[]? mayUse) || !mayUse.Contains(use.To))
                .Select(use => $"{Show(use.From)} uses {Show(use.To)}: {string.Join("; ", use.Places.Distinct().Take(5))}"),
        ];
        Assert.True(breaches.Length == 0, string.Join('\n', breaches));
    }

    [Fact]
    public void AllowedDependenciesHaveNoCycle()
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
        foreach (string file in Compiler.Sources)
        {
            string folder = LayerOf(Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!));
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), cancellationToken: TestContext.Current.CancellationToken)
                .GetRoot(TestContext.Current.CancellationToken);
            string? name = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().SingleOrDefault()?.Name.ToString();
            if (folder != "Shared" && name is not null)
            {
                string expected = s_inRootNamespace.Contains(folder) ? "Bpf.Compiler" : $"Bpf.Compiler.{folder}";
                Assert.True(name == expected, $"{file} is in the namespace {name}");
            }
        }
    }

    // Linked files count as shared.
    private static string LayerOf(string folder) => folder.Split('/') switch
    {
        ["src", "Bpf.Compiler"] => "",
        ["src", "Bpf.Compiler", var layer, ..] => layer,
        _ => "Shared",
    };

    private static string Show(string folder) => folder.Length == 0 ? "Bpf.Compiler itself" : folder;
}
