using System.Globalization;
using System.Text;

namespace Bpf.Corpus.Tests;

/// <summary>The results as tables in Markdown.</summary>
internal static class CorpusTable
{
    public const string WrongFolder = "wrong";
    public const string RightFolder = "right";

    /// <summary>One row per program, as <c>results.md</c> keeps them.</summary>
    public static string Write(IReadOnlyList<CorpusResult> wrong, IReadOnlyList<CorpusResult> right)
    {
        StringBuilder text = new();
        text.Append("# Results of the corpus\n\nWritten by the tests; after an intended change, run them with `UPDATE_CORPUS=1` and review the difference.\n");
        text.Append("[README.md](README.md) explains the columns.\n");
        text.Append("\n## Wrong programs\n\n| class | program | reported by | with | without analyzers |\n| --- | --- | --- | --- | --- |\n");
        foreach (CorpusResult result in wrong)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {result.Program.Class} | {result.Program.Name} | {Name(result.Stage)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {result.Said} | {result.Proof} |\n");
        }

        text.Append("\n## Right programs\n\n| class | program | reported by | with |\n| --- | --- | --- | --- |\n");
        foreach (CorpusResult result in right)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {result.Program.Class} | {result.Program.Name} | {Name(result.Stage)} | {result.Said} |\n");
        }

        return text.ToString();
    }

    /// <summary>The figures, by class and in total.</summary>
    public static string Figures(string title, IReadOnlyList<CorpusResult> results)
    {
        StringBuilder text = new();
        CorpusStage[] stages = Enum.GetValues<CorpusStage>();
        text.Append('\n').Append(title).Append("\n\n| class | programs | ").AppendJoin(" | ", stages.Select(Name)).Append(" |\n|");
        text.Append(string.Concat(Enumerable.Repeat(" --- |", stages.Length + 2))).Append('\n');
        foreach (var group in results.GroupBy(static result => result.Program.Class).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            Row(text, group.Key, [.. group]);
        }

        Row(text, "all", results);
        return text.ToString();

        void Row(StringBuilder target, string name, IReadOnlyList<CorpusResult> rows)
            => target.Append(CultureInfo.InvariantCulture, $"| {name} | {rows.Count} | ")
                .AppendJoin(" | ", stages.Select(stage => rows.Count(result => result.Stage == stage))).Append(" |\n");
    }

    /// <summary>The share of programs whose mistake the editor shows at a marked line, in percent.</summary>
    public static double EditorShare(IReadOnlyList<CorpusResult> results)
        => 100.0 * results.Count(static result => result.Stage == CorpusStage.Editor) / results.Count;

    /// <summary>One line per program with everything that was said.</summary>
    public static string Details(IEnumerable<CorpusResult> results)
        => string.Concat(results.Select(static result => $"{result.Program.Class}/{result.Program.Name} ({result.Program.Mistake}): "
            + $"{Name(result.Stage)} {result.Said}: {result.Detail.ReplaceLineEndings(" ")}; without analyzers: {result.Proof}\n"));

    private static string Name(CorpusStage stage) => stage switch
    {
        CorpusStage.Editor => "editor",
        CorpusStage.Elsewhere => "editor, other line",
        CorpusStage.Compiler => "bpfc",
        CorpusStage.Load => "load",
        CorpusStage.Attach => "attach",
        _ => "nobody",
    };
}
