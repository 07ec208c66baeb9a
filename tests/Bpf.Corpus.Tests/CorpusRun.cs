using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bpf.Corpus.Tests;

/// <summary>Puts programs through editor, compiler and kernel.</summary>
internal static class CorpusRun
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<CorpusResult>>> s_results = [];

    /// <summary>The results of all programs in a directory, in order. Each directory runs once.</summary>
    public static IReadOnlyList<CorpusResult> Of(string directory) => s_results.GetOrAdd(directory, static path => new(() =>
    [
        .. CorpusProgram.In(path).AsParallel().AsOrdered().WithDegreeOfParallelism(Environment.ProcessorCount).Select(Run),
    ])).Value;

    private static CorpusResult Run(CorpusProgram program)
    {
        BuildProperties options = new(program.Properties);
        Compilation compilation = CorpusCompilation.Create(program.Files, options, out ImmutableArray<Diagnostic> compiled);
        Diagnostic[] editor = [.. compiled.Concat(CorpusCompilation.AnalyzeAsync(compilation, options).GetAwaiter().GetResult()).Where(IsShown)];
        Dictionary<string, HashSet<int>> marks = program.Files.ToDictionary(static file => file.Path, static file => CorpusProgram.Marks(file.Text));
        Diagnostic[] marked = [.. editor.Where(item => IsMarked(item.Location.GetLineSpan(), marks))];
        BuildOutcome outcome = CorpusBuild.Run(program, compilation);
        return (marked, editor) switch
        {
            ({ Length: > 0 }, _) => new(program, CorpusStage.Editor, Ids(marked), $"{Messages(marked)} | {outcome.Detail}", outcome.Proof),
            (_, { Length: > 0 }) => new(program, CorpusStage.Elsewhere, Ids(editor), Messages(editor), outcome.Proof),
            _ => new(program, outcome.Stage, outcome.Said, outcome.Detail, outcome.Proof),
        };
    }

    // Warnings of C# are about style and nullability.
    private static bool IsShown(Diagnostic item)
        => item.Severity == DiagnosticSeverity.Error || (item.Severity == DiagnosticSeverity.Warning && !item.Id.StartsWith("CS", StringComparison.Ordinal));

    private static bool IsMarked(FileLinePositionSpan span, Dictionary<string, HashSet<int>> marks)
        => marks.TryGetValue(span.Path, out HashSet<int>? lines)
            && Enumerable.Range(span.StartLinePosition.Line + 1, span.EndLinePosition.Line - span.StartLinePosition.Line + 1).Any(lines.Contains);

    private static string Ids(Diagnostic[] diagnostics)
        => string.Join(' ', diagnostics.Select(static item => item.Id).Distinct().Order(StringComparer.Ordinal));

    private static int LineOf(Diagnostic item) => item.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static string Messages(Diagnostic[] diagnostics)
        => string.Join(" | ", diagnostics.Select(static item => $"{item.Id} at line {LineOf(item)}: {item.GetMessage()}"));
}
