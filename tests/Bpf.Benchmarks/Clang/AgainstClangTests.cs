using System.Text;

namespace Bpf.Benchmarks.Clang;

/// <summary>The code of bpfc beside that of clang-19 -O2 -mcpu=v3 for the same programs.</summary>
public class AgainstClangTests(ITestOutputHelper output)
{
    [Fact]
    public void CodeIsAsShortAsClangs()
    {
        StringBuilder table = new($"{"program",-24}{"C#",6}{"C",6}{"ratio",8}\n");
        int sumOfOurs = 0, sumOfClang = 0;
        double worst = 0;
        List<string> failures = [];
        foreach (ProgramPair pair in ProgramPair.All)
        {
            try
            {
                int ours = InstructionCount.Of(pair.CompileCSharp(), pair.Name), clang = InstructionCount.Of(pair.CompileC(), pair.Name);
                sumOfOurs += ours;
                sumOfClang += clang;
                worst = Math.Max(worst, (double)ours / clang);
                table.Append($"{pair.Name,-24}{ours,6}{clang,6}{(double)ours / clang,8:F2}\n");
            }
            catch (PairException exception)
            {
                failures.Add($"{pair.Name}: {exception.Message}");
            }
        }
        table.Append($"{"sum",-24}{sumOfOurs,6}{sumOfClang,6}{(double)sumOfOurs / sumOfClang,8:F3}\n");
        output.WriteLine(table.ToString());

        Assert.Empty(failures);
        Assert.True(ProgramPair.All.Count >= 30, $"only {ProgramPair.All.Count} pairs");
        Assert.True(sumOfOurs <= 1.03 * sumOfClang, table.ToString());
        Assert.True(worst <= 1.15, table.ToString());
    }
}
