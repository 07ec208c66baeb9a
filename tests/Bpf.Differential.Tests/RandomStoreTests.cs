using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bpf.Differential.Tests.RandomPrograms;
using Bpf.Differential.Tests.RandomStores;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Differential.Tests;

/// <summary>
/// Random programs that write memory, which must be equal on the CLR and in the kernel. <c>BPF_RANDOM_PROGRAMS</c> is their number, starting with
/// <c>BPF_RANDOM_SEED</c>; <c>BPF_RANDOM_REDUCE</c> is the number of failing ones to reduce.
/// </summary>
public sealed class RandomStoreTests(ITestOutputHelper output)
{
    private const int DefaultCount = 60;
    private const int BatchSize = 10;
    private const int FirstNumber = 1;

    // Per hundred programs with indexes that may be out of range: LLVM proves some in range in ways that the verifier cannot follow.
    private const int LargestShareRefused = 8;

    private static readonly OptimizationLevel[] s_configurations = [OptimizationLevel.Debug, OptimizationLevel.Release];

    [Fact]
    public void LeaveTheSameMemoryAsOnTheClr() => Compare(FirstNumber, DefaultCount, largestShareRefused: 0);

    /// <summary>Where an index is out of range, the CLR throws and the program ends, and the memory is still the same.</summary>
    [Fact]
    public void EndTheProgramWhenAnIndexIsOutOfRange() => Compare(StoreGenerator.FirstOutOfRange, DefaultCount / 2, LargestShareRefused);

    private void Compare(int firstNumber, int defaultCount, int largestShareRefused)
    {
        KernelRequirement.NeedRoot();
        int count = RandomNumbers.Of("BPF_RANDOM_PROGRAMS", defaultCount), first = firstNumber - 1 + RandomNumbers.Of("BPF_RANDOM_SEED", 1);
        Stopwatch watch = Stopwatch.StartNew();
        ConcurrentBag<Mismatch> mismatches = [];
        int done = 0;
        Parallel.ForEach(Enumerable.Range(first, count).Chunk(BatchSize), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, numbers =>
        {
            foreach (OptimizationLevel optimization in s_configurations)
            {
                foreach (Mismatch mismatch in StoreRun.Compare([.. numbers.Select(Named)], optimization))
                {
                    mismatches.Add(mismatch);
                    output.WriteLine($"{mismatch.Kind}: {mismatch}");
                }
            }

            output.WriteLine($"{Interlocked.Add(ref done, numbers.Length)} programs, {watch.Elapsed.TotalSeconds:F0} s");
        });

        Mismatch[] failures = [.. mismatches.Where(item => !item.IsLimit)];
        StringBuilder report = new();
        report.Append($"{count} programs from number {first}, in Debug and Release: ");
        foreach (MismatchKind kind in Enum.GetValues<MismatchKind>())
        {
            report.Append($"{mismatches.Count(item => item.Kind == kind)} {kind}, ");
        }

        report.Append(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F0} s\n");
        foreach (Mismatch item in failures)
        {
            report.Append(item.Kind).Append(": ").Append(item).Append('\n');
        }

        output.WriteLine(report.ToString());
        foreach (Mismatch item in failures.DistinctBy(item => item.Method).Take(RandomNumbers.Of("BPF_RANDOM_REDUCE", 0)))
        {
            output.WriteLine($"{item.Method} cut down:\n{Reduce(item)}");
        }

        int refused = failures.Count(item => item.Kind == MismatchKind.Refused);
        Assert.True(failures.Length == refused, report.ToString());
        Assert.True(refused * 100 <= largestShareRefused * count * s_configurations.Length, report.ToString());
        Assert.True(mismatches.Count - failures.Length <= count * s_configurations.Length / 50, $"too many programs beyond a limit of the kernel\n{report}");
    }

    private static string Name(int number) => $"Store{number}";

    private static (string Name, RandomStoreProgram Program) Named(int number) => (Name(number), StoreGenerator.Program(number));

    // The same kind of failure, in a smaller program.
    private static string Reduce(Mismatch mismatch)
    {
        OptimizationLevel optimization = Enum.Parse<OptimizationLevel>(mismatch.Configuration.Split(',')[0]);
        RandomStoreProgram program = StoreGenerator.Program(int.Parse(mismatch.Method.AsSpan("Store".Length), CultureInfo.InvariantCulture));
        RandomMethod reduced = new Reducer(candidates =>
        {
            (string Name, RandomStoreProgram Program)[] named =
                [.. candidates.Select((candidate, i) => (Name(i), program with { Method = candidate })).Where(item => IsCSharp(item.Item2, optimization))];
            List<Mismatch> found = named.Length == 0 ? [] : StoreRun.Compare(named, optimization);
            return [.. candidates.Select((_, i) => found.Any(item => item.Method == Name(i) && item.Kind == mismatch.Kind))];
        }).Reduce(program.Method);
        return CSharpSyntaxTree.ParseText((program with { Method = reduced }).Write("Case", isHost: false)).GetRoot().NormalizeWhitespace().ToFullString();
    }

    private static bool IsCSharp(RandomStoreProgram program, OptimizationLevel optimization)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-differential-").FullName;
        try
        {
            Bpf.Testing.SourceCompiler.Compile(directory, "Candidate", optimization, "Candidate.cs", StoreRun.Write([("Candidate", program)], isHost: false));
            return true;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return false;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
