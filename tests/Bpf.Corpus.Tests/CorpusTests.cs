using System.Reflection;
using Bpf.Testing;

namespace Bpf.Corpus.Tests;

/// <summary>
/// Programs with a mistake, and right programs near the same borders: what editor, compiler and kernel say about each. A regression shows by name, as a
/// difference to <c>results.md</c>, which <c>UPDATE_CORPUS=1</c> writes.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const double LeastEditorShare = 95;
    private const int MostSilent = 0;

    /// <summary>The directory of this project.</summary>
    public static string Root { get; } = Path.Combine(
        typeof(CorpusTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "RepositoryRoot").Value!,
        "tests", "Bpf.Corpus.Tests");

    private static IReadOnlyList<CorpusResult> Wrong => CorpusRun.Of(Path.Combine(Root, CorpusTable.WrongFolder));

    private static IReadOnlyList<CorpusResult> Right => CorpusRun.Of(Path.Combine(Root, CorpusTable.RightFolder));

    [Fact]
    public void TheEditorShowsMostMistakes()
    {
        output.WriteLine(CorpusTable.Figures("Wrong programs", Wrong));
        double share = CorpusTable.EditorShare(Wrong);
        string missed = CorpusTable.Details(Wrong.Where(static result => result.Stage != CorpusStage.Editor));
        Assert.True(share >= LeastEditorShare, $"{share:F1} % of {Wrong.Count}\n{missed}");
    }

    [Fact]
    public void NoMistakeIsSilent()
    {
        NeedKernel();
        CorpusResult[] silent = [.. Wrong.Where(static result => result.Stage == CorpusStage.Silent)];
        Assert.True(silent.Length <= MostSilent, CorpusTable.Details(silent));
    }

    [Fact]
    public void EveryMistakeIsOneWithoutAnalyzers()
    {
        NeedKernel();
        CorpusResult[] unproven = [.. Wrong.Where(static result => result.Proof.Length == 0)];
        Assert.True(unproven.Length == 0, CorpusTable.Details(unproven));
    }

    [Fact]
    public void RightProgramsAreSilentAndLoad()
    {
        NeedKernel();
        output.WriteLine(CorpusTable.Figures("Right programs", Right));
        CorpusResult[] refused = [.. Right.Where(static result => result.Stage != CorpusStage.Silent || result.Proof.Length > 0)];
        Assert.True(refused.Length == 0, CorpusTable.Details(refused));
    }

    [Fact]
    public void ResultsAreTheKnownOnes()
    {
        NeedKernel();
        string file = Path.Combine(Root, "results.md"), actual = CorpusTable.Write(Wrong, Right);
        if (Environment.GetEnvironmentVariable("UPDATE_CORPUS") is { Length: > 0 })
        {
            File.WriteAllText(file, actual);
        }

        string[] before = File.ReadAllLines(file), after = actual.Split('\n', StringSplitOptions.TrimEntries);
        string[] changes = [.. before.Except(after).Select(static line => "- " + line), .. after.Except(before).Select(static line => "+ " + line)];
        Assert.True(changes.Length == 0, string.Join('\n', changes));
    }

    // The table is that of a kernel with all features that the programs use; the newest are sessions of uprobes.
    private static void NeedKernel()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 13), "this test needs Linux 6.13");
    }
}
