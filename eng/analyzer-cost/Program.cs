// What analyzers and generators cost: the whole compilation of 500 ordinary files and 20 files with BPF programs with and without them, in pairs, and the time
// from an edit to the diagnostics of the edited file.
//
//   dotnet run -c Release --project eng/analyzer-cost [ROUNDS [EDITS]]
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using AnalyzerCost;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7, edits = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 50;
ImmutableArray<(string Path, string Text)> files = Solution.Write(Path.Combine("tests", "Bpf.Corpus.Tests", "right"));
AnalyzerOptions options = new([]);

List<(double Plain, double Full)> pairs = [];
for (int round = -1; round < rounds; round++)
{
    double plain = await BuildAsync(isFull: false), full = await BuildAsync(isFull: true);
    if (round >= 0) // the first is a warm-up
    {
        pairs.Add((plain, full));
    }
}

double without = Median(pairs.Select(static pair => pair.Plain)), ratio = Median(pairs.Select(static pair => pair.Full / pair.Plain));
Console.WriteLine($"compilation: {without:F0} ms without, {Median(pairs.Select(static pair => pair.Full)):F0} ms with analyzers and generators: {(ratio - 1) * 100:F1} % more");

SyntaxTree[] trees = [.. files.Select(static file => Solution.Parse(file.Path, file.Text))];
GeneratorDriver driver = Solution.Generators.RunGeneratorsAndUpdateCompilation(Solution.Compile(trees), out _, out _);
foreach ((string name, int first, int count) in new[]
{
    ("a file with BPF programs", 1, Solution.BpfFiles), ("an ordinary file", 1 + Solution.BpfFiles, Solution.OrdinaryFiles),
})
{
    List<double> times = [];
    for (int edit = -5; edit < edits; edit++)
    {
        int index = first + (((edit + 5) * 7) % count);
        string text = files[index].Text;
        int place = text.LastIndexOf('}');
        trees[index] = Solution.Parse(files[index].Path, text.Insert(place, $"private const int Edit{edit + 5} = {edit + 5};\n"));
        Compilation compilation = Solution.Compile(trees);
        Stopwatch watch = Stopwatch.StartNew();
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        CompilationWithAnalyzers analyzed = updated.WithAnalyzers(Solution.Analyzers, options);
        await analyzed.GetAnalyzerSyntaxDiagnosticsAsync(trees[index], default);
        await analyzed.GetAnalyzerSemanticDiagnosticsAsync(updated.GetSemanticModel(trees[index]), null, default);
        if (edit >= 0)
        {
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
    }

    Console.WriteLine($"edit of {name}: median {Median(times):F0} ms, 95 % below {times.Order().ElementAt(times.Count * 95 / 100):F0} ms");
}

return;

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

async Task<double> BuildAsync(bool isFull)
{
    GC.Collect();
    Stopwatch watch = Stopwatch.StartNew();
    Compilation compilation = Solution.Compile(files.AsParallel().AsOrdered().Select(static file => Solution.Parse(file.Path, file.Text)));
    Task<ImmutableArray<Diagnostic>>? diagnostics = null;
    if (isFull)
    {
        Solution.Generators.RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        CompilationWithAnalyzers analyzed = compilation.WithAnalyzers(Solution.Analyzers, options);
        compilation = analyzed.Compilation;
        diagnostics = analyzed.GetAnalyzerDiagnosticsAsync();
    }

    using MemoryStream image = new(), symbols = new();
    if (compilation.Emit(image, symbols) is { Success: false } failed)
    {
        throw new InvalidOperationException(string.Join('\n', failed.Diagnostics.Where(static item => item.Severity == DiagnosticSeverity.Error).Take(10)));
    }

    if (diagnostics is not null)
    {
        await diagnostics;
    }

    return watch.Elapsed.TotalMilliseconds;
}
