using System.Globalization;
using System.Text;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Benchmarks.Clang;

/// <summary>The code of bpfc compared with that of clang-19 -O2 -mcpu=v3 for the same programs.</summary>
public class AgainstClangTests(ITestOutputHelper output)
{
    private const int Pairs = 30;
    private const double InstructionsBar = 1.0;
    private const double WorstBar = 1.1;
    private const double VerifiedBar = 1.0;
    private const double TimeBar = 1.05;

    [Fact]
    public void CodeIsNoLongerThanClangs()
    {
        List<PairMeasurement> all = Measure(load: false, run: false);
        Assert.True(all.Count >= Pairs);
        Assert.True(Sum(all, item => item.Instructions) <= InstructionsBar, "the sum of instructions");
        Assert.All(all, item => Assert.True((double)item.Instructions.Ours / item.Instructions.Clang <= WorstBar, item.ToString()));
    }

    [Fact]
    public void VerifierProcessesAsManyInstructionsAsForClang()
    {
        KernelRequirement.NeedRoot();
        List<PairMeasurement> all = Measure(load: true, run: false);
        Assert.True(Sum(all, item => item.Verified) <= VerifiedBar, "the sum of verified instructions");
    }

    /// <summary>Only with BPF_LONG_TESTS=1: measurements need a quiet machine.</summary>
    [Fact]
    public void RunsAsFastAsClangCode()
    {
        KernelRequirement.NeedRoot();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1", "BPF_LONG_TESTS is not 1");
        List<PairMeasurement> all = Measure(load: true, run: true);
        Assert.True(Sum(all, item => item.Nanoseconds ?? default) <= TimeBar, "the sum of the times");
    }

    [Fact]
    public void ObjectsLoadWithLibbpf()
    {
        KernelRequirement.NeedRoot();
        string directory = Directory.CreateTempSubdirectory("clang-pairs-").FullName;
        try
        {
            foreach (ProgramPair pair in ProgramPair.All)
            {
                File.WriteAllBytes(Path.Combine(directory, pair.Name + ".o"), pair.CompileCSharp().ToArray());
            }

            string[] refused = [.. LibbpfLoader.Load(Directory.GetFiles(directory)).Where(item => item.Value.State != "ok").Select(item => $"{item.Key}: {item.Value.State}")];
            Assert.True(refused.Length == 0, string.Join('\n', refused));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private List<PairMeasurement> Measure(bool load, bool run)
    {
        using RunStatistics? statistics = run ? new RunStatistics() : null;
        StringBuilder table = new($"{"program",-24}{"C#",6}{"C",6}{"ratio",7}  {(load ? "     C#*      C*  ratio" : "")}  {(run ? "   C# ns    C ns  ratio" : "")}".TrimEnd());
        table.Append(load ? "    (* verified)\n" : "\n");
        List<PairMeasurement> all = [];
        foreach (ProgramPair pair in ProgramPair.All)
        {
            all.Add(PairMeasurement.Of(pair, load, run));
            table.Append(all[^1]).Append('\n');
        }

        table.Append(CultureInfo.InvariantCulture, $"sum: instructions {Sum(all, item => item.Instructions):F3}");
        table.Append(load ? string.Create(CultureInfo.InvariantCulture, $", verified {Sum(all, item => item.Verified):F3}") : "");
        table.Append(run ? string.Create(CultureInfo.InvariantCulture, $", time {Sum(all, item => item.Nanoseconds ?? default):F3}") : "");
        output.WriteLine(table.ToString());
        return all;
    }

    private static double Sum(List<PairMeasurement> all, Func<PairMeasurement, (double Ours, double Clang)> part)
        => all.Sum(item => part(item).Ours) / all.Sum(item => part(item).Clang);
}
