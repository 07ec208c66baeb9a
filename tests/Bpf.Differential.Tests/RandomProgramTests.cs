using System.Globalization;
using System.Text;
using Bpf.TestSupport;
using Microsoft.CodeAnalysis;

namespace Bpf.Differential.Tests;

/// <summary>Random methods: a fixed set by default, as many as the variable <c>BPF_RANDOM_PROGRAMS</c> says otherwise.</summary>
public sealed class RandomProgramTests(ITestOutputHelper output)
{
    private const int DefaultCount = 60;
    private const int BatchSize = 60;
    private const int FirstSeed = 1;

    [Fact]
    public void BehaveInTheKernelAsOnTheClr()
    {
        KernelRequirement.NeedRoot();
        int count = Environment.GetEnvironmentVariable("BPF_RANDOM_PROGRAMS") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : DefaultCount;
        int first = Environment.GetEnvironmentVariable("BPF_RANDOM_SEED") is { Length: > 0 } seed
            ? int.Parse(seed, CultureInfo.InvariantCulture)
            : FirstSeed;
        List<Mismatch> mismatches = [];
        for (int start = first; start < first + count; start += BatchSize)
        {
            int[] seeds = [.. Enumerable.Range(start, Math.Min(BatchSize, first + count - start))];
            StringBuilder source = new(RandomProgram.Prelude);
            foreach (int item in seeds)
            {
                source.Append(RandomProgram.Write(item));
            }

            source.Append("}\n");
            string[] methods = [.. seeds.Select(item => $"Random{item}")];
            OptimizationLevel optimization = (start / BatchSize % 2) == 0 ? OptimizationLevel.Release : OptimizationLevel.Debug;
            mismatches.AddRange(DifferentialRun.Compare(source.ToString(), methods, optimization, "v3"));
        }

        string[] tooLarge = [.. mismatches.Where(item => item.Text.Contains("too large", StringComparison.Ordinal)).Select(item => item.Method)];
        output.WriteLine($"{count} programs, {tooLarge.Length} beyond the verifier's instruction limit");
        Mismatch[] wrong = [.. mismatches.Where(item => !tooLarge.Contains(item.Method))];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.AsEnumerable()));
        Assert.True(tooLarge.Length * 20 <= count, $"too many programs are too large: {string.Join(", ", tooLarge)}");
    }
}
