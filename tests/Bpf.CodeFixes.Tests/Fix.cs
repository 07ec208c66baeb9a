using Basic.Reference.Assemblies;
using Bpf.Analyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Bpf.CodeFixes.Tests;

/// <summary>Runs the analyzers and one fix over a source, both for a single diagnostic and for all of them.</summary>
internal static class Fix
{
    /// <summary>The fix must turn the marked source into the expected one. Both may use the usual namespaces.</summary>
    /// <param name="source">The source with marks.</param>
    /// <param name="expected">The source with the fix applied.</param>
    /// <param name="choice">Index of the fix, when there are several.</param>
    public static async Task Verify<TFix>(string source, string expected, int choice = 0)
        where TFix : CodeFixProvider, new()
    {
        await VerifyText<TFix>(source, expected, choice);
        if (!expected.Contains("{|", StringComparison.Ordinal))
        {
            FixedProgram.Load(Usings + expected);
        }
    }

    /// <summary>Like <see cref="Verify"/>, for fixed documents that are not programs which this machine can load.</summary>
    public static Task VerifyText<TFix>(string source, string expected, int choice = 0)
        where TFix : CodeFixProvider, new()
    {
        var test = new Test<TFix> { TestCode = Usings + source, FixedCode = Usings + expected, CodeActionIndex = choice, NumberOfIncrementalIterations = -4 };
        if (source.Contains("Bpf.Vmlinux", StringComparison.Ordinal))
        {
            test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(Vmlinux.KernelFunctions).Assembly.Location));
        }

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The diagnostic is reported, but the fix is not offered.</summary>
    public static Task VerifyNone<TFix>(string source)
        where TFix : CodeFixProvider, new() => VerifyText<TFix>(source, source);

    /// <summary>A program with the statement, in a class with the members.</summary>
    public static string Program(string statement, string members = "") => $$"""
        [BpfObject(License = "GPL")]
        static class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context, int size)
            {
                {{statement.ReplaceLineEndings("\n        ")}}
                return 0;
            }
            {{members}}
        }
        """;

    private const string Usings = "using System;\nusing Bpf;\n";

    private sealed class Test<TFix> : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        public Test()
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(Net100.References.All);
            TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(BpfObjectAttribute).Assembly.Location));
            TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(MapType).Assembly.Location));
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => typeof(ProgramShapeAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

        protected override CompilationOptions CreateCompilationOptions()
            => new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);
    }
}
