using System.Reflection;
using System.Text.RegularExpressions;
using Bpf.Compiler.Tests.Rejections;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>Every diagnostic that the compiler can give has a test and a page.</summary>
public sealed partial class DiagnosticsCatalogTests
{
    // Diagnostics that source alone cannot cause, and the file with their test.
    private static readonly Dictionary<string, string> s_testedIn = new()
    {
        ["BPF0004"] = "Bpf.Compiler.Tests/DiagnosticsCatalogTests.cs",
        ["BPF0023"] = "Bpf.Compiler.Tests/DiagnosticsCatalogTests.cs",
        ["BPF0024"] = "Bpf.Compiler.Tests/DiagnosticsCatalogTests.cs",
        ["BPF0150"] = "Bpf.Compiler.Tests/Variables/VariableCases.cs",
        ["BPF0147"] = "Bpf.Compiler.Tests/UnprovenIndexTests.cs",
        ["BPF0407"] = "Bpf.Compiler.Tests/KernelDeclarationTests.cs",
        ["BPF0408"] = "Bpf.Compiler.Tests/KernelDeclarationTests.cs",
        ["BPF0409"] = "Bpf.Compiler.Tests/KernelDeclarationTests.cs",
        ["BPF0425"] = "Bpf.Compiler.Tests/SystemCallTests.cs",
        ["BPF0420"] = "Bpf.Compiler.Tests/Kernel/TracepointRecordTests.cs",
        ["BPF0421"] = "Bpf.Compiler.Tests/Kernel/TracepointDataTests.cs",
        ["BPF0446"] = "Bpf.Sdk.Tests/VerifyKernelsTests.cs",
        ["BPF0449"] = "Bpf.Compiler.Tests/Targets/LibraryFunctionTests.cs",
        ["BPF0458"] = "Bpf.Compiler.Tests/VocabularyTests.cs",
        ["BPF0600"] = "Bpf.Compiler.Tests/DiagnosticsCatalogTests.cs",
        ["BPF0602"] = "Bpf.Compiler.Tests/DiagnosticsCatalogTests.cs",
        ["BPF0603"] = "Bpf.Sdk.Tests/BuildTests.cs",
        ["BPF0604"] = "Bpf.Sdk.Tests/BuildTests.cs",
        ["BPF0608"] = "Bpf.Compiler.Tests/DiagnosticsCatalogTests.cs",
        ["BPF0610"] = "Bpf.Sdk.Tests/BuildTests.cs",
        ["BPF0612"] = "Bpf.Sdk.Tests/BpfcTests.cs",
        ["BPF0613"] = "Bpf.Compiler.Tests/StackBudgetTests.cs",
        ["BPF0907"] = "Bpf.Sdk.Tests/PropertyTests.cs",
        ["BPF0614"] = "Bpf.Compiler.Tests/StackBudgetTests.cs",
    };

    [Fact]
    public void EveryDiagnosticOfTheCompilerIsTested()
    {
        HashSet<string> tested = [.. RejectedStatements.All.Concat(RejectedMembers.All).Select(rejection => rejection.Id)];
        Assert.All(GivenByTheCompiler(), id => Assert.True(tested.Contains(id) || s_testedIn.ContainsKey(id), $"{id} has no test"));
        // The table itself is not a test.
        Assert.All(s_testedIn, item => Assert.Contains(File.ReadLines(Path.Combine(Libbpf.RepositoryRoot, "tests", item.Value)),
            line => line.Contains(item.Key, StringComparison.Ordinal) && !line.Contains($"[\"{item.Key}\"] =", StringComparison.Ordinal)));
    }

    [Fact]
    public void EveryDiagnosticHasAPageThatTheIndexNames()
    {
        string index = File.ReadAllText(Path.Combine(Libbpf.RepositoryRoot, "docs/diagnostics/README.md"));
        foreach (BpfDiagnostic diagnostic in Catalog().Values)
        {
            string page = File.ReadAllText(Path.Combine(Libbpf.RepositoryRoot, $"docs/diagnostics/{diagnostic.Id}.md"));
            string severity = diagnostic.Level.ToString().ToLowerInvariant();
            Assert.StartsWith($"# {diagnostic.Id}: {diagnostic.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains($"Severity: {severity}. Category: Bpf.{diagnostic.Area}.", page, StringComparison.Ordinal);
            Assert.Contains($"| [{diagnostic.Id}]({diagnostic.Id}.md) | {severity} | Bpf.{diagnostic.Area} | {diagnostic.Title} |", index, StringComparison.Ordinal);
        }

        Assert.Equal(Catalog().Count, Directory.EnumerateFiles(Path.Combine(Libbpf.RepositoryRoot, "docs/diagnostics"), "BPF*.md").Count());
    }

    [Fact]
    public void IdsAreUsedOnce() => Assert.Distinct(Catalog().Values.Select(diagnostic => diagnostic.Id));

    [Fact]
    public void ProgramWithoutABodyHasNoPlace()
    {
        CompilerDiagnostic diagnostic = Assert.Single(BpfSource.Compile("""
            [BpfObject] public static class Bad {
            [System.Runtime.InteropServices.DllImport("c"), Xdp] public static extern int P(XdpContext c);
            }
            """).Diagnostics);
        Assert.Equal("bpfc: error BPF0004: BPF program 'P' must have a body", diagnostic.ToString());
    }

    // In optimized IL, which the build produces, a constant is returned right after it is loaded.
    [Fact]
    public void CompilerReportsAnInvalidConstantVerdictWithoutTheAnalyzers()
    {
        CompilerDiagnostic diagnostic = Assert.Single(BpfSource.Compile("""
            [BpfObject] public static class Bad {
            [CgroupSkbEgress] public static int P(CgroupSkbContext c) {
            if (c.Length > 9) return 3;
            return 5; }
            }
            """, Microsoft.CodeAnalysis.OptimizationLevel.Release).Diagnostics);
        Assert.Equal(
            "Program.cs(4,1): error BPF0024: 5 is not a valid verdict of 'P'; "
            + "valid verdicts are 0 (drop), 1 (keep), 2 (drop, congested), 3 (keep, congested)",
            diagnostic.ToString());
    }

    [Theory]
    [InlineData("[BpfExceptionResult(XdpAction.Pass)]", "[Xdp]", "XdpAction", "XdpContext", null)]
    [InlineData("[BpfExceptionResult(2)]", "[Xdp]", "XdpAction", "XdpContext", null)]
    [InlineData("[BpfExceptionResult(7)]", "[Xdp]", "XdpAction", "XdpContext", "BPF0024: 7 is not a valid verdict")]
    [InlineData("[BpfExceptionResult(XdpAction.Pass)]", "[TcxIngress]", "TrafficControlAction", "TrafficControlContext", "BPF0023: 'XdpAction 2' is the verdict of another kind")]
    [InlineData("[BpfExceptionResult(TrafficControlAction.Drop)]", "[Xdp]", "XdpAction", "XdpContext", "BPF0023: 'TrafficControlAction 2' is the verdict of another kind")]
    [InlineData("[BpfExceptionResult(5)]", "[CgroupSkbIngress]", "int", "CgroupSkbContext", "BPF0024: 5 is not a valid verdict")]
    public void FailedCheckReturnsAVerdict(string result, string kind, string type, string context, string? error)
    {
        string program = $"public static {type} P({context} c) => default;";
        string[] sources = [$"[BpfObject] public static class C {{ {result} {kind} {program} }}", $"[BpfObject] {result} public static class C {{ {kind} {program} }}"];
        foreach (string source in sources)
        {
            var diagnostics = BpfSource.Compile(source).Diagnostics;
            if (error is null)
            {
                Assert.Empty(diagnostics);
            }
            else
            {
                Assert.Contains(error, Assert.Single(diagnostics).ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void WithoutAPdbThereIsAWarningAndAnObject()
    {
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        try
        {
            string assembly = SourceCompiler.Compile(directory, "Sample", Microsoft.CodeAnalysis.OptimizationLevel.Release, BpfSource.FileName,
                "[BpfObject] public static class Good { [Xdp] public static int P(XdpContext c) => 1; }");
            File.Delete(Path.ChangeExtension(assembly, ".pdb"));
            CompilationResult result = BpfCompilation.Compile(new CompilationRequest { AssemblyPath = assembly, References = SourceCompiler.References });
            CompilerDiagnostic diagnostic = Assert.Single(result.Diagnostics);
            Assert.Equal(("BPF0608", CompilerDiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
            Assert.Equal(2, result.Objects.Count);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void LlvmErrorIsQuoted()
    {
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        try
        {
            string assembly = SourceCompiler.Compile(directory, "Sample", Microsoft.CodeAnalysis.OptimizationLevel.Release, BpfSource.FileName,
                "[BpfObject] public static class Good { [Xdp] public static int P(XdpContext c) => 1; }");
            CompilationResult result = BpfCompilation.Compile(
                new CompilationRequest { AssemblyPath = assembly, References = SourceCompiler.References, Pipeline = "no-such-pass" });
            CompilerDiagnostic diagnostic = Assert.Single(result.Diagnostics);
            Assert.StartsWith("bpfc: error BPF0602: LLVM: ", diagnostic.ToString(), StringComparison.Ordinal);
            Assert.Contains("no-such-pass", diagnostic.Message, StringComparison.Ordinal);
            Assert.Empty(result.Objects);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void DefectIsReportedAtTheStatement()
    {
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        try
        {
            string assembly = SourceCompiler.Compile(directory, "Sample", Microsoft.CodeAnalysis.OptimizationLevel.Release, BpfSource.FileName,
                "[BpfObject] public static class Bad {\n [Xdp] public static int P(XdpContext c) { return 0x11223344; } }");
            byte[] bytes = File.ReadAllBytes(assembly);
            int constant = bytes.AsSpan().IndexOf<byte>([0x20, 0x44, 0x33, 0x22, 0x11]); // ldc.i4
            bytes.AsSpan(constant, 5).Fill(0x26); // pop
            File.WriteAllBytes(assembly, bytes);
            CompilationResult result = BpfCompilation.Compile(new CompilationRequest { AssemblyPath = assembly, References = SourceCompiler.References });
            CompilerDiagnostic diagnostic = Assert.Single(result.Diagnostics);
            Assert.StartsWith("Program.cs(2,44): error BPF0600: Internal compiler error, please report it: Bad.P: ", diagnostic.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static IEnumerable<string> GivenByTheCompiler()
    {
        Dictionary<string, BpfDiagnostic> catalog = Catalog();
        return new[] { "src/Bpf.Compiler", "src/Bpf.Compiler.Tool", "src/Bpf.Build.Tasks" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Libbpf.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Use().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct()
            .Where(catalog.ContainsKey)
            .Select(name => catalog[name].Id);
    }

    private static Dictionary<string, BpfDiagnostic> Catalog()
        => typeof(BpfDiagnostics).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(BpfDiagnostic))
            .ToDictionary(field => field.Name, field => (BpfDiagnostic)field.GetValue(null)!);

    [GeneratedRegex(@"BpfDiagnostics\.([A-Z]\w+)")]
    private static partial Regex Use();
}
