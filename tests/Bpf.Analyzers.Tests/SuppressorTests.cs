using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Tests;

/// <summary>Warnings that do not apply to BPF code are suppressed on members of BPF objects, and only there.</summary>
public sealed class SuppressorTests
{
    private const string Source = """
        using Bpf;
        [BpfObject] static class Probe
        {
            static int s_neverUsed;
            static int s_neverRead = 1;
            static int s_neverAssigned;
            [BpfMap(MaxEntries = 1)] static readonly BpfArray<int> Map;
            [Uprobe("libc:malloc")] static int OnMalloc(UprobeContext context, int size) => s_neverAssigned;
            static int Host(int size) => 0;
        }
        static class Host
        {
            static int s_hostNeverUsed;
            static int s_hostNeverRead = 1;
            static int s_hostNeverAssigned;
            static int Read() => s_hostNeverAssigned;
        }
        """;

    [Fact]
    public async Task CompilerWarnings()
    {
        string[] left = await Unsuppressed();
        Assert.Equal(["CS0169 s_hostNeverUsed", "CS0414 s_hostNeverRead", "CS0649 s_hostNeverAssigned"], left.Where(static entry => entry.StartsWith("CS", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("IDE0044", SymbolKind.Field, "s_hostNeverAssigned,s_hostNeverRead,s_hostNeverUsed")]
    [InlineData("IDE0051", SymbolKind.Field, "s_hostNeverAssigned,s_hostNeverRead,s_hostNeverUsed")]
    [InlineData("IDE0052", SymbolKind.Field, "s_hostNeverAssigned,s_hostNeverRead,s_hostNeverUsed")]
    [InlineData("CA1802", SymbolKind.Field, "s_hostNeverAssigned,s_hostNeverRead,s_hostNeverUsed")]
    [InlineData("CA1823", SymbolKind.Field, "s_hostNeverAssigned,s_hostNeverRead,s_hostNeverUsed")]
    [InlineData("CA2211", SymbolKind.Field, "s_hostNeverAssigned,s_hostNeverRead,s_hostNeverUsed")]
    [InlineData("IDE0051", SymbolKind.Method, "Host,Read")]
    [InlineData("IDE0060", SymbolKind.Parameter, "size")]
    public async Task AnalyzerWarnings(string id, SymbolKind kind, string left)
    {
        string[] entries = await Unsuppressed(new Reporter(id, kind));
        Assert.Equal(left.Split(','), entries.Where(entry => entry.StartsWith(id, StringComparison.Ordinal)).Select(entry => entry[(id.Length + 1)..]));
    }

    [Fact]
    public async Task FieldsOfRecordsAreFilledByTheKernel()
    {
        const string Records = """
            using Bpf;
            struct Part { private int _partNotAssigned; public int Get() => _partNotAssigned; }
            struct Rename { public ulong Common; private int _notUsed; internal int NotAssigned; internal Part Part; }
            [KernelStruct("task_struct")] struct Task { internal int tgid; }
            struct Other { private int _otherNotUsed; internal int OtherNotAssigned; }
            [BpfObject] static class Probe
            {
                [Tracepoint("task:task_rename")] static int OnRename(in Rename r) => r.NotAssigned + r.Part.Get();
                static int Read(in Task task, in Other other) => task.tgid + other.OtherNotAssigned;
            }
            """;
        Assert.Equal(["CS0169 _otherNotUsed", "CS0649 OtherNotAssigned"],
            (await UnsuppressedIn(Records)).Where(static entry => entry.StartsWith("CS", StringComparison.Ordinal)));
    }

    private static Task<string[]> Unsuppressed(params DiagnosticAnalyzer[] analyzers) => UnsuppressedIn(Source, analyzers);

    private static async Task<string[]> UnsuppressedIn(string source, params DiagnosticAnalyzer[] analyzers)
    {
        var compilation = CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(BpfObjectAttribute).Assembly.Location), MetadataReference.CreateFromFile(typeof(MapType).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([.. AllAnalyzers.Suppressors, .. analyzers])
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. diagnostics.Where(static diagnostic => !diagnostic.IsSuppressed)
                .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Stands in for an analyzer of the SDK: reports its id at every symbol of a kind.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Reporter(string id, SymbolKind kind) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _rule = new(id, "Title", "Message", "Category", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(symbol => symbol.ReportDiagnostic(Diagnostic.Create(_rule, symbol.Symbol.Locations[0])), kind);
        }
    }
}
