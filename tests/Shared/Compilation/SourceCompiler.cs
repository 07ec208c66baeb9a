using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.Testing;

/// <summary>Compiles C# text to an assembly file with its PDB, as the build does.</summary>
internal static class SourceCompiler
{
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpParseOptions s_release = new(LanguageVersion.CSharp14, preprocessorSymbols: ["BPF"]);
    private static readonly CSharpParseOptions s_debug = new(LanguageVersion.CSharp14, preprocessorSymbols: ["BPF", "DEBUG", "TRACE"]);

    /// <summary>The paths that <see cref="Compile"/> refers to.</summary>
    public static IReadOnlyList<string> References { get; } = [.. s_references.OfType<PortableExecutableReference>().Select(item => item.FilePath!)];

    /// <summary>Writes an assembly; a compile error in the text fails the test. <paramref name="attributes"/> are of the assembly.</summary>
    public static string Compile(string directory, string assemblyName, OptimizationLevel optimization, string fileName, string source, string attributes = "")
    {
        CSharpParseOptions options = optimization == OptimizationLevel.Debug ? s_debug : s_release;
        SyntaxTree[] trees =
        [
            Parse(source, fileName, options),
            Parse("global using System; global using System.Threading; global using Bpf;" + attributes, "Usings.cs", options),
        ];
        CSharpCompilation compilation = CSharpCompilation.Create(assemblyName, trees, s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization, allowUnsafe: true, deterministic: true));
        string path = Path.Combine(directory, assemblyName + ".dll");
        using FileStream image = File.Create(path);
        using FileStream symbols = File.Create(Path.ChangeExtension(path, ".pdb"));
        EmitResult result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        string[] errors = [.. result.Diagnostics.Where(item => item.Severity == DiagnosticSeverity.Error).Select(item => item.ToString())];
        Assert.True(result.Success, string.Join('\n', errors));
        return path;
    }

    private static SyntaxTree Parse(string text, string fileName, CSharpParseOptions options)
        => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), options, fileName);
}
