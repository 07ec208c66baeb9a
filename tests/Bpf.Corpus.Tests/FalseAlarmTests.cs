using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bpf.Differential.Tests;
using Bpf.Differential.Tests.RandomPrograms;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Corpus.Tests;

/// <summary>
/// The analyzers report nothing in right programs that were not written for them. Samples, and programs in projects of their own, build with all analyzers and
/// with warnings as errors. BPF_LONG_TESTS=1 analyzes 1,000 random programs of each kind.
/// </summary>
public sealed class FalseAlarmTests
{
    private const int BatchSize = 50;
    private const string Usings = "global using Bpf; global using System.Runtime.CompilerServices; global using System.Runtime.InteropServices;";

    private static readonly int s_count = RandomNumbers.Of("BPF_RANDOM_PROGRAMS", Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1" ? 1000 : 100);

    /// <summary>The first numbers of each kind of random programs.</summary>
    public static TheoryData<int> Kinds => [1, MethodGenerator.FirstWithChecks, MethodGenerator.FirstWithCounts];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RandomProgramsHaveNoDiagnostics(int first)
    {
        string[] alarms = [.. Enumerable.Range(first, s_count).Chunk(BatchSize).AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount)
            .SelectMany(static numbers => Alarms(Write(numbers)))];
        Assert.True(alarms.Length == 0, $"{alarms.Length} in {s_count} programs:\n{string.Join('\n', alarms.Take(BatchSize))}");
    }

    [Fact]
    public void ProgramsOfEachKindHaveNoDiagnostics() => Assert.Empty(Alarms(KindPrograms.Source));

    [Fact]
    public void ProgramsThatReadRecordsHaveNoDiagnostics()
        => Assert.Empty(ContextPrograms.All.SelectMany(static (item, number) => Alarms(ContextPrograms.Source($"Context{number}", item.Parameter, item.Body))));

    private static IEnumerable<string> Alarms(string source)
    {
        (string, string)[] files = [("Program.cs", source), ("Bpf.cs", Usings)];
        Compilation compilation = CorpusCompilation.Create(files, BuildProperties.None, out ImmutableArray<Diagnostic> compiled);
        return compiled.Concat(CorpusCompilation.AnalyzeAsync(compilation, BuildProperties.None).GetAwaiter().GetResult())
            .Where(static item => item.Severity == DiagnosticSeverity.Error
                || (item.Severity == DiagnosticSeverity.Warning && !item.Id.StartsWith("CS", StringComparison.Ordinal)))
            .Select(item => $"{item}\n    {item.Location.SourceTree?.GetText().Lines[item.Location.GetLineSpan().StartLinePosition.Line]}");
    }

    // As the differential tests run them: a method for each, called by a program.
    private static string Write(int[] numbers)
    {
        StringBuilder source = new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "RandomPrograms", "Prelude.cs")));
        StringBuilder programs = new();
        foreach (int number in numbers)
        {
            source.Append(MethodGenerator.Method(number).Write($"Random{number}"));
            programs.Append(CultureInfo.InvariantCulture, $"    [SyscallProgram] public static int Run{number}(ref Call call)");
            programs.Append(CultureInfo.InvariantCulture, $" {{ call.Result = Corpus.Random{number}(call.A, call.B); return 0; }}\n");
        }

        return $$"""
            {{source}}
            }

            [BpfObject(License = "GPL")]
            public static class Programs
            {
                public struct Call { public long A; public long B; public long Result; }
                [BpfMap(MaxEntries = 1)] internal static readonly BpfArray<Histogram> Values = new();
            {{programs}}
            }
            """;
    }
}
