using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AnalyzerCost;

/// <summary>The sources: ordinary files, and programs of the corpus.</summary>
internal static class Solution
{
    /// <summary>How many ordinary files there are, behind the others.</summary>
    public const int OrdinaryFiles = 500;

    /// <summary>How many files with BPF programs there are, behind the one with the usings.</summary>
    public const int BpfFiles = 20;

    /// <summary>The symbol that the programs of the corpus are compiled with.</summary>
    public const string Symbol = "BPF";

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14, preprocessorSymbols: [Symbol]);

    /// <summary>The assemblies that a project with BPF programs refers to.</summary>
    public static IEnumerable<string> Libraries { get; } =
    [
        typeof(Bpf.BpfObjectAttribute).Assembly.Location, typeof(Bpf.MapType).Assembly.Location, typeof(Bpf.Runtime.BpfObject).Assembly.Location,
        typeof(Bpf.Objects.ObjectDescription).Assembly.Location, Path.Combine(AppContext.BaseDirectory, "Bpf.Vmlinux.dll"),
    ];

    /// <summary>The assemblies with the analyzers and generators.</summary>
    public static IEnumerable<string> Extensions { get; } =
        [typeof(Bpf.Analyzers.Operations.LanguageAnalyzer).Assembly.Location, typeof(Bpf.Generators.SkeletonGenerator).Assembly.Location];

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(static path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Concat(Libraries).Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>All analyzers.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; }
        = [.. Instances<DiagnosticAnalyzer>(typeof(Bpf.Analyzers.Operations.LanguageAnalyzer), typeof(DiagnosticAnalyzerAttribute))];

    /// <summary>All generators.</summary>
    public static GeneratorDriver Generators { get; } = CSharpGeneratorDriver.Create(
        Instances<IIncrementalGenerator>(typeof(Bpf.Generators.SkeletonGenerator), typeof(GeneratorAttribute)).Select(static generator => generator.AsSourceGenerator()),
        parseOptions: s_parse);

    /// <summary>Paths and texts.</summary>
    public static ImmutableArray<(string Path, string Text)> Write(string corpus)
    {
        string[] programs = [.. Directory.GetFiles(corpus, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        int step = programs.Length / BpfFiles;
        return
        [
            ("Usings.cs", "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
                + "global using System.Threading; global using System.Threading.Tasks;"),
            .. Enumerable.Range(0, BpfFiles).Select(number => ($"Bpf{number}.cs", $"namespace Programs{number};\n" + File.ReadAllText(programs[number * step]))),
            .. Enumerable.Range(0, OrdinaryFiles).Select(static number => ($"Service{number}.cs", Ordinary(number))),
        ];
    }

    /// <summary>Parses a file.</summary>
    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), s_parse, path);

    /// <summary>A compilation of the files.</summary>
    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create("Solution", trees, s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, deterministic: true,
            nullableContextOptions: NullableContextOptions.Enable));

    private static string Ordinary(int number) => $$"""
        namespace Company.Services;

        /// <summary>Keeps orders of customer {{number}}.</summary>
        public sealed class Service{{number}}(TextWriter log)
        {
            private readonly Dictionary<string, List<Order>> _orders = new(StringComparer.Ordinal);

            public sealed record Order(string Customer, decimal Amount, DateTimeOffset At)
            {
                public bool IsLarge => Amount > 1000m;
            }

            public int Count => _orders.Values.Sum(static orders => orders.Count);

            public async Task AddAsync(Order order, CancellationToken cancellation)
            {
                ArgumentNullException.ThrowIfNull(order);
                if (!_orders.TryGetValue(order.Customer, out List<Order>? orders))
                {
                    _orders.Add(order.Customer, orders = []);
                }

                orders.Add(order);
                await log.WriteLineAsync($"{order.Customer}: {order.Amount:F2} at {order.At:O}".AsMemory(), cancellation);
            }

            public IReadOnlyList<string> BestCustomers(int count) =>
            [
                .. _orders.Where(static item => item.Value.Count > 0).OrderByDescending(static item => item.Value.Sum(static order => order.Amount))
                    .ThenBy(static item => item.Key, StringComparer.Ordinal).Take(count).Select(static item => item.Key),
            ];

            public static int Levenshtein(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
            {
                int[,] distance = new int[left.Length + 1, right.Length + 1];
                for (int i = 0; i <= left.Length; i++)
                {
                    distance[i, 0] = i;
                }

                for (int j = 0; j <= right.Length; j++)
                {
                    distance[0, j] = j;
                }

                for (int i = 1; i <= left.Length; i++)
                {
                    for (int j = 1; j <= right.Length; j++)
                    {
                        int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                        distance[i, j] = Math.Min(Math.Min(distance[i - 1, j] + 1, distance[i, j - 1] + 1), distance[i - 1, j - 1] + cost);
                    }
                }

                return distance[left.Length, right.Length];
            }

            public decimal Total(Func<Order, bool>? filter = null)
            {
                decimal sum = 0;
                foreach ((string customer, List<Order> orders) in _orders)
                {
                    foreach (Order order in orders)
                    {
                        sum += (filter is null || filter(order)) && customer.Length > 0 ? order.Amount : 0;
                    }
                }

                return sum switch { < 0 => throw new InvalidOperationException("negative"), > 1_000_000 => 1_000_000, _ => sum };
            }

            public Service{{(number + 1) % OrdinaryFiles}} Next() => new(log);
        }
        """;

    private static IEnumerable<T> Instances<T>(Type sibling, Type attribute) => sibling.Assembly.GetTypes()
        .Where(type => type.IsDefined(attribute, inherit: false) && typeof(T).IsAssignableFrom(type))
        .Select(static type => (T)Activator.CreateInstance(type)!);
}
