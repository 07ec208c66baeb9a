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

        // The verifier may lose the range of an index that LLVM computes in another width, or run out of patience; neither gives a wrong result.
        string[] refused = [.. mismatches.Where(item => item.Text.Contains("VerifierException", StringComparison.Ordinal)).Select(item => item.Method)];
        output.WriteLine($"{count} programs, refused by the verifier: {refused.Length} ({string.Join(", ", refused)})");
        Mismatch[] wrong = [.. mismatches.Where(item => !refused.Contains(item.Method))];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.AsEnumerable()));
        Assert.True(refused.Length * 20 <= count, $"the verifier refuses too many: {string.Join(", ", refused)}");
    }
}
