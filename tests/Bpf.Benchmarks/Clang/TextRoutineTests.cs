using System.Globalization;
using System.Text;
using Bpf.Testing;

namespace Bpf.Benchmarks.Clang;

/// <summary>
/// Routines that parse text, compared with the same ones in C: how many instructions the verifier processes. That is the product of the paths through
/// each iteration of a loop, so the same loop may cost a thousand instructions or a million.
/// </summary>
public class TextRoutineTests(ITestOutputHelper output)
{
    private const int FewestRoutines = 40;
    private const double SumBar = 1.1;
    private const double WorstBar = 1.5;

    [Fact]
    public void VerifierProcessesAsManyInstructionsAsForClang()
    {
        KernelRequirement.NeedRoot();
        StringBuilder table = new($"{"routine",-24}{"C#",8}{"C",8}  ratio    (instructions that the verifier walked through)\n");
        List<(string Name, long Ours, long Clang)> all = [];
        foreach (ProgramPair pair in ProgramPair.TextRoutines)
        {
            using LoadedProgram ours = new(pair.CompileCSharp(), pair.Name), clang = new(pair.CompileC(), pair.Name);
            all.Add((pair.Name, ours.VerifiedInstructions, clang.VerifiedInstructions));
            table.Append(CultureInfo.InvariantCulture, $"{pair.Name,-24}{all[^1].Ours,8}{all[^1].Clang,8}{Ratio(all[^1]),7:F2}\n");
        }

        double sum = (double)all.Sum(item => item.Ours) / all.Sum(item => item.Clang);
        double mean = Math.Exp(all.Average(item => Math.Log(Ratio(item))));
        table.Append(CultureInfo.InvariantCulture, $"sum {sum:F3}, worst {all.Max(Ratio):F2}, geometric mean {mean:F3}\n");
        output.WriteLine(table.ToString());

        Assert.True(all.Count >= FewestRoutines);
        Assert.True(sum <= SumBar, "the sum of verified instructions");
        Assert.True(mean <= SumBar, "the mean of the ratios");
        Assert.All(all, item => Assert.True(Ratio(item) <= WorstBar, $"{item}"));
    }

    [Fact]
    public void RoutinesFindTheSameAsClangs()
    {
        KernelRequirement.NeedRoot();
        Assert.Equal(ProgramPair.TextRoutines.Select(pair => pair.Name), TextSamples.All.Keys.Order(StringComparer.Ordinal));
        foreach (ProgramPair pair in ProgramPair.TextRoutines)
        {
            using LoadedProgram ours = new(pair.CompileCSharp(), pair.Name), clang = new(pair.CompileC(), pair.Name);
            HashSet<int> results = [];
            string[] texts = TextSamples.All[pair.Name];
            for (int i = 0; i < texts.Length; i++)
            {
                using NativeText text = new(texts[i]), next = new(texts[(i + 1) % texts.Length]);
                int result = ours.Run(text.Address, next.Address);
                Assert.True(result == clang.Run(text.Address, next.Address), $"{pair.Name} of \"{texts[i]}\": {result} in C#, {clang.Run(text.Address, next.Address)} in C");
                results.Add(result);
            }

            Assert.True(results.Count > 1, $"{pair.Name} finds the same in all texts");
        }
    }

    private static double Ratio((string Name, long Ours, long Clang) item) => (double)item.Ours / item.Clang;
}
