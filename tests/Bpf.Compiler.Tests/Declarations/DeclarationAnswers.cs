using System.Collections.Immutable;
using Bpf.Analyzers.Declarations;
using Bpf.Generators;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace Bpf.Compiler.Tests.Declarations;

/// <summary>What the editor, the compiler, the skeleton and the object make of one declaration.</summary>
/// <param name="EditorErrors">Ids that the analyzers report.</param>
/// <param name="CompilerErrors">Ids that the compiler reports.</param>
/// <param name="Skeleton">Members of the skeleton, as in <see cref="DeclarationCase.Variables"/>.</param>
/// <param name="Compiled">What the object has, in the same form; empty when it has errors.</param>
internal sealed record DeclarationAnswers(string EditorErrors, string CompilerErrors, string Skeleton, string Compiled)
{
    private const string Usings = "global using System; global using System.Threading; global using System.Runtime.CompilerServices; global using System.Runtime.InteropServices; global using Bpf;";

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> s_references = [.. SourceCompiler.References.Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(DeclarationAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Collects all answers.</summary>
    public static async Task<DeclarationAnswers> Of(string members, CancellationToken cancellation)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            [Parse($"[BpfObject(License = \"GPL\")] public static unsafe partial class Probe {{\n{members}\n[SyscallProgram] public static int Run() => 0; }}", "Program.cs"), Parse(Usings, "Usings.cs")],
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, deterministic: true));
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers(s_analyzers).GetAnalyzerDiagnosticsAsync(cancellation);
        CSharpGeneratorDriver.Create([new SkeletonGenerator().AsSourceGenerator()], parseOptions: s_parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _, cancellation);
        CompilationResult result = Compile(complete, cancellation);
        return new DeclarationAnswers(
            Ids(diagnostics.Where(item => item.Severity == DiagnosticSeverity.Error).Select(item => item.Id)),
            Ids(result.Diagnostics.Where(item => item.IsError).Select(item => item.Id)),
            MembersOf(complete.SyntaxTrees.Last()),
            result.Objects.Count == 0 ? "" : VariablesOf(result.Objects[0]));
    }

    private static CompilationResult Compile(Compilation compilation, CancellationToken cancellation)
    {
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        try
        {
            string path = Path.Combine(directory, "Sample.dll");
            using (FileStream image = File.Create(path))
            using (FileStream symbols = File.Create(Path.ChangeExtension(path, ".pdb")))
            {
                EmitResult emitted = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellation);
                Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(item => item.Severity == DiagnosticSeverity.Error)));
            }

            return BpfCompilation.Compile(new CompilationRequest { AssemblyPath = path, References = SourceCompiler.References, Architectures = [TargetArchitecture.X64] });
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, s_parse, path, System.Text.Encoding.UTF8);

    private static string Ids(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));

    private static string MembersOf(SyntaxTree skeleton)
    {
        IEnumerable<string> Of(string group, Func<string, string> write) => skeleton.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => type.Identifier.Text == group).SelectMany(type => type.Members.OfType<PropertyDeclarationSyntax>())
            .Select(property => write(group is "MapGroup" or "StructOpsGroup" ? property.Identifier.ValueText : NameIn(property)));
        return Listed([.. Of("RodataGroup", name => $"({name})"), .. Of("VariableGroup", name => name), .. Of("MapGroup", name => $"[{name}]"), .. Of("StructOpsGroup", name => $"[{name}]")]);
    }

    // The variable that a member looks for: the last text in its code.
    private static string NameIn(PropertyDeclarationSyntax property)
        => property.DescendantNodes().OfType<LiteralExpressionSyntax>().Last(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)).Token.ValueText;

    private static string VariablesOf(CompiledObject compiled)
    {
        using BpfObject opened = BpfObject.Open(compiled.Bytes, compiled.Name);
        IEnumerable<string> variables = opened.Globals.Sections.SelectMany(section => opened.Globals.VariablesOf(section)
            .Select(variable => section == ".rodata" ? $"({variable.Name})" : variable.Name));
        return Listed([.. variables, .. opened.Maps.Where(map => map.Name[0] != '.' && !map.Name.Contains('.', StringComparison.Ordinal)).Select(map => $"[{map.Name}]")]);
    }

    private static string Listed(IEnumerable<string> names) => string.Join(' ', names.OrderBy(name => name.Trim('(', ')', '[', ']'), StringComparer.Ordinal));
}
