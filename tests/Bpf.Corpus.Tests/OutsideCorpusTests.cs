using Bpf.Testing;

namespace Bpf.Corpus.Tests;

/// <summary>
/// The figures for the directory <c>BPF_CORPUS</c>, which is the corpus itself by default. eng/corpus.sh prints the report, which goes to the file
/// <c>BPF_CORPUS_REPORT</c>.
/// </summary>
public sealed class OutsideCorpusTests
{
    [Fact]
    public void DirectoryIsMeasured()
    {
        KernelRequirement.NeedRoot();
        string directory = Environment.GetEnvironmentVariable("BPF_CORPUS") ?? CorpusTests.Root;
        string[] kinds = [.. new[] { CorpusTable.WrongFolder, CorpusTable.RightFolder }.Where(kind => Directory.Exists(Path.Combine(directory, kind)))];
        Assert.True(kinds.Length > 0, $"{directory} has neither a directory {CorpusTable.WrongFolder} nor {CorpusTable.RightFolder}");
        string report = "";
        foreach (string kind in kinds)
        {
            IReadOnlyList<CorpusResult> results = CorpusRun.Of(Path.Combine(directory, kind));
            Assert.NotEmpty(results);
            string title = $"{kind}: {results.Count} programs, {CorpusTable.EditorShare(results):F1} % by the editor at a marked line";
            report += CorpusTable.Details(results) + CorpusTable.Figures(title, results);
        }

        if (Environment.GetEnvironmentVariable("BPF_CORPUS_REPORT") is { Length: > 0 } file)
        {
            File.WriteAllText(file, report);
        }
    }
}
