// What analyzers and generators cost: builds of 500 ordinary files and 20 files with BPF programs with and without them, in pairs, and the time from an edit to
// the diagnostics of the edited file.
//
//   dotnet run -c Release --project eng/analyzer-cost [ROUNDS [EDITS]]
//
// 0 rounds measure only the edits.
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using AnalyzerCost;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
int edits = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 50;
ImmutableArray<(string Path, string Text)> files = Solution.Write(Path.Combine("tests", "Bpf.Corpus.Tests", "right"));
AnalyzerOptions options = new([]);

if (rounds > 0)
{
    using Builds builds = new(files);
    foreach ((string name, bool isWarm, int warmUps) in new[] { ("with the compiler server", true, 6), ("without it", false, 1) })
    {
        List<(double Plain, double Full)> pairs = [];
        for (int round = -warmUps; round < rounds; round++)
        {
            (double Plain, double Full) pair = (builds.Build(isFull: false, isWarm), builds.Build(isFull: true, isWarm));
            if (round >= 0)
            {
                pairs.Add(pair);
            }
        }

        double plain = Median(pairs.Select(static pair => pair.Plain)), full = Median(pairs.Select(static pair => pair.Full));
        double ratio = Median(pairs.Select(static pair => pair.Full / pair.Plain));
        Console.WriteLine($"dotnet build {name}: {plain:F0} ms without, {full:F0} ms with analyzers and generators: {(ratio - 1) * 100:F1} % more");
    }
}

SyntaxTree[] trees = [.. files.Select(static file => Solution.Parse(file.Path, file.Text))];
Compilation compilation = Solution.Compile(trees);
GeneratorDriver driver = Solution.Generators.RunGeneratorsAndUpdateCompilation(compilation, out _, out _);
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
        SyntaxTree edited = Solution.Parse(files[index].Path, text.Insert(place, $"private const int Edit{edit + 5} = {edit + 5};\n"));
        compilation = compilation.ReplaceSyntaxTree(trees[index], edited);
        trees[index] = edited;
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
