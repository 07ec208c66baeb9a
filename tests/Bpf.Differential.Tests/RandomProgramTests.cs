using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bpf.Compiler;
using Bpf.Differential.Tests.RandomPrograms;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Differential.Tests;

/// <summary>
/// Random methods: a fixed set by default, otherwise <c>BPF_RANDOM_PROGRAMS</c> of them, starting with number
/// <c>BPF_RANDOM_SEED</c>. Each is compiled in Debug and in Release. <c>BPF_RANDOM_REDUCE</c> is the number of failing ones to reduce, which takes
/// minutes for each.
/// </summary>
public sealed class RandomProgramTests(ITestOutputHelper output)
{
    private const int DefaultCount = 60;
    private const int BatchSize = 50;
    private const int FirstNumber = 1;
    private const int LibbpfCount = 12;
    private const int OldKernelCount = 3;

    // Per thousand compilations: the verifier follows both edges of every branch, and the generator should not avoid branches. 4 of the 10,000 of the first
    // 5,000 programs do not fit.
    private const int LargestShareBeyondLimits = 1;

    // Per hundred programs with such indexes; the actual number is about one.
    private const int LargestShareRefused = 2;

    // Regressions: the verifier refused them, or the result was wrong. The last three divide by zero or are out of range in unreachable code.
    private static readonly int[] s_formerFailures = [1356, 1433, 1785, 1790, 1797, 2032, 2421, 2857, 3414, 3833, 4551, 4697, 4968, 1000828, 1000864, 1001313];

    private static readonly OptimizationLevel[] s_configurations = [OptimizationLevel.Debug, OptimizationLevel.Release];

    [Fact]
    public void BehaveInTheKernelAsOnTheClr()
    {
        int count = RandomNumbers.Of("BPF_RANDOM_PROGRAMS", DefaultCount), first = RandomNumbers.Of("BPF_RANDOM_SEED", FirstNumber);
        int[] sample = [.. Enumerable.Range(first, Math.Min(count, BatchSize))];
        DifferentialRun.NeedRootOrCompile(Write(sample.Select(number => (Name(number), MethodGenerator.Method(number)))), [.. sample.Select(Name)],
            OptimizationLevel.Release);
        Stopwatch watch = Stopwatch.StartNew();
        ConcurrentBag<Mismatch> mismatches = [];
        int done = 0;
        Parallel.ForEach(Enumerable.Range(first, count).Chunk(BatchSize), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, numbers =>
        {
            string source = Write(numbers.Select(number => (Name(number), MethodGenerator.Method(number))));
            foreach (OptimizationLevel optimization in s_configurations)
            {
                foreach (Mismatch mismatch in DifferentialRun.Compare(source, [.. numbers.Select(Name)], optimization, "v3"))
                {
                    mismatches.Add(mismatch);
                    output.WriteLine($"{mismatch.Kind}: {mismatch}");
                }
            }

            output.WriteLine($"{Interlocked.Add(ref done, numbers.Length)} programs, {watch.Elapsed.TotalSeconds:F0} s");
        });

        Mismatch[] limits = [.. mismatches.Where(item => item.IsLimit)];
        Mismatch[] failures = [.. mismatches.Where(item => !item.IsLimit)];
        StringBuilder report = new();
        report.Append($"{count} programs from number {first}, in Debug and Release, with up to {Inputs.All.Count} inputs each: ");
        report.Append($"{Count(failures, MismatchKind.WrongResult)} wrong results, {Count(failures, MismatchKind.NotCompiled)} not compiled, ");
        report.Append($"{Count(failures, MismatchKind.Refused)} refused by the verifier; {limits.Length} of {count * s_configurations.Length} compilations beyond a limit of the kernel ");
        report.Append($"({Count(limits, MismatchKind.BeyondInstructions)} instructions, {Count(limits, MismatchKind.BeyondJumps)} jumps, ");
        report.Append($"{Count(limits, MismatchKind.BeyondStack)} stack); ");
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

        Assert.True(failures.Length == 0, report.ToString());
        Assert.True(limits.Length * 1000 <= LargestShareBeyondLimits * count * s_configurations.Length, $"too many programs beyond a limit of the kernel\n{report}");
    }

    /// <summary>
    /// Indexes computed in many ways and compared from both sides. LLVM may still hide the bounds of some from the verifier; none may be wrong.
    /// </summary>
    [Theory]
    [InlineData(OptimizationLevel.Debug, MethodGenerator.FirstWithChecks)]
    [InlineData(OptimizationLevel.Release, MethodGenerator.FirstWithChecks)]
    [InlineData(OptimizationLevel.Debug, MethodGenerator.FirstWithCounts)]
    [InlineData(OptimizationLevel.Release, MethodGenerator.FirstWithCounts)]
    public void CheckedIndexesAreRightOrRefused(OptimizationLevel optimization, int first)
    {
        int[] numbers = [.. Enumerable.Range(first, BatchSize)];
        string source = Write(numbers.Select(number => (Name(number), MethodGenerator.Method(number))));
        string[] names = [.. numbers.Select(Name)];
        DifferentialRun.NeedRootOrCompile(source, names, optimization);
        List<Mismatch> mismatches = DifferentialRun.Compare(source, names, optimization, "v3");
        Assert.DoesNotContain(mismatches, item => !item.IsLimit && item.Kind != MismatchKind.Refused);
        Assert.InRange(mismatches.Count(item => item.Kind == MismatchKind.Refused), 0, BatchSize * LargestShareRefused / 100);
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void FormerFailuresBehaveInTheKernelAsOnTheClr(OptimizationLevel optimization)
    {
        string source = Write(s_formerFailures.Select(number => (Name(number), MethodGenerator.Method(number))));
        string[] names = [.. s_formerFailures.Select(Name)];
        DifferentialRun.NeedRootOrCompile(source, names, optimization);
        Assert.Empty(DifferentialRun.Compare(source, names, optimization, "v3"));
    }

    [Fact]
    public void ObjectsLoadWithLibbpf()
    {
        KernelRequirement.NeedRoot();
        LibbpfCheck.LoadsAll(Enumerable.Range(FirstNumber, LibbpfCount).ToDictionary(Name,
            number => DifferentialRun.CompileObject(Write([(Name(number), MethodGenerator.Method(number))]), [Name(number)], OptimizationLevel.Release)));
    }

    /// <summary>
    /// Programs with indexes of all kinds in a form that old kernels load. eng/random-kernels.sh copies them from the folder <c>BPF_RANDOM_OBJECTS</c> to
    /// virtual machines with such kernels; programs beyond the compiler's limits are skipped.
    /// </summary>
    [Fact]
    public void ObjectsForOldKernelsLoad()
    {
        KernelRequirement.NeedRoot();
        int count = RandomNumbers.Of("BPF_RANDOM_PROGRAMS", OldKernelCount), first = RandomNumbers.Of("BPF_RANDOM_SEED", MethodGenerator.FirstWithCounts);
        string? folder = Environment.GetEnvironmentVariable("BPF_RANDOM_OBJECTS");
        foreach (int number in Enumerable.Range(first, count))
        {
            foreach (OptimizationLevel optimization in s_configurations)
            {
                CompilationResult result = DifferentialRun.CompileForOldKernels(Write([(Name(number), MethodGenerator.Method(number))]), [Name(number)], optimization);
                if (folder is not null && result.Succeeded)
                {
                    File.WriteAllBytes(Path.Combine(folder, $"{number}-{optimization}.o"), result.Objects[0].Bytes.Span);
                }
                else if (folder is null)
                {
                    using BpfObject bpf = BpfObject.Open(result.Objects[0].Bytes, "Programs");
                    VerifierException? refusal = Record.Exception(bpf.Load) as VerifierException;
                    Assert.True(refusal is null || DifferentialRun.KindOf(refusal) != MismatchKind.Refused, refusal?.Message);
                }
            }
        }
    }

    private static int Count(Mismatch[] mismatches, MismatchKind kind) => mismatches.Count(item => item.Kind == kind);

    private static string Name(int number) => $"Random{number}";

    private static string Write(IEnumerable<(string Name, RandomMethod Method)> methods)
    {
        StringBuilder source = new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "RandomPrograms", "Prelude.cs")));
        foreach ((string name, RandomMethod method) in methods)
        {
            source.Append(method.Write(name));
        }

        return source.Append("}\n").ToString();
    }

    // The same kind of failure, in a smaller program.
    private static string Reduce(Mismatch mismatch)
    {
        OptimizationLevel optimization = Enum.Parse<OptimizationLevel>(mismatch.Configuration.Split(',')[0]);
        RandomMethod method = MethodGenerator.Method(int.Parse(mismatch.Method.AsSpan("Random".Length), CultureInfo.InvariantCulture));
        RandomMethod reduced = new Reducer(candidates =>
        {
            (string Name, RandomMethod Method)[] named = [.. candidates.Select((candidate, i) => (Name(i), candidate)).Where(item => IsCSharp(item.candidate, optimization))];
            if (named.Length == 0)
            {
                return [.. candidates.Select(_ => false)];
            }

            List<Mismatch> found = DifferentialRun.Compare(Write(named), [.. named.Select(item => item.Name)], optimization, "v3");
            return [.. candidates.Select((_, i) => found.Any(item => item.Method == Name(i) && item.Kind == mismatch.Kind))];
        }).Reduce(method);
        return CSharpSyntaxTree.ParseText(reduced.Write("Case")).GetRoot().NormalizeWhitespace().ToFullString();
    }

    private static bool IsCSharp(RandomMethod method, OptimizationLevel optimization)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-differential-").FullName;
        try
        {
            Bpf.Testing.SourceCompiler.Compile(directory, "Candidate", optimization, "Candidate.cs", Write([("Candidate", method)]));
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
