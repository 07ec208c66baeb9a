using System.Collections.Immutable;
using System.Reflection;
using Bpf.Analyzers.Declarations;
using Bpf.CodeFixes.Changes;
using Bpf.Corpus.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Tests;

/// <summary>Applies every fix that is offered for a wrong program of the corpus: when nothing is reported any more, the program must load.</summary>
[Trait("Category", "Full")]
public sealed class CorpusFixTests(ITestOutputHelper output)
{
    private const int MostSteps = 8;
    private const int LeastMended = 100;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
        [.. Instances<DiagnosticAnalyzer>(typeof(ProgramShapeAnalyzer).Assembly).Where(static item => item is not DiagnosticSuppressor)];

    private static readonly ImmutableArray<CodeFixProvider> s_fixes = [.. Instances<CodeFixProvider>(typeof(TextFix).Assembly)];

    [Fact]
    public async Task FixedProgramsOfTheCorpusLoad()
    {
        string root = typeof(CorpusFixTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "RepositoryRoot").Value!;
        List<string> faults = [];
        int offered = 0, mended = 0;
        foreach (CorpusProgram program in CorpusProgram.In(Path.Combine(root, "tests/Bpf.Corpus.Tests/wrong")))
        {
            Solution solution = SolutionOf(program);
            List<(string Id, CodeAction Action)> actions = await ActionsAsync(solution);
            offered += actions.Count > 0 ? 1 : 0;
            bool isMended = false;
            foreach ((string id, CodeAction action) in actions)
            {
                string name = $"{program.Class}/{program.Name}: {id} '{action.Title}'";
                (Solution end, bool isClean) = await FollowAsync(await ApplyAsync(solution, action));
                if (await ErrorsOfAsync(end) is { Length: > 0 } errors && (await ErrorsOfAsync(solution)).Length == 0)
                {
                    faults.Add($"{name}: {errors}");
                }
                else if (isClean)
                {
                    BuildOutcome outcome = await BuildAsync(program, end);
                    isMended |= outcome.Stage is CorpusStage.Silent or CorpusStage.Attach;
                    faults.AddRange(outcome.Stage is CorpusStage.Silent or CorpusStage.Attach ? [] : [$"{name}: {outcome.Stage} {outcome.Said} {outcome.Detail}"]);
                }
            }

            mended += isMended ? 1 : 0;
        }

        output.WriteLine($"A fix is offered for {offered} programs; {mended} load when nothing is reported any more.");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(mended >= LeastMended, $"{mended} of {offered}");
    }

    // The first fix of the first diagnostic that has one, until nothing is reported.
    private static async Task<(Solution End, bool IsClean)> FollowAsync(Solution solution)
    {
        for (int step = 0; step < MostSteps; step++)
        {
            if ((await DiagnoseAsync(solution)).Length == 0)
            {
                return (solution, true);
            }

            if (await ActionsAsync(solution) is not [var first, ..])
            {
                break;
            }

            solution = await ApplyAsync(solution, first.Action);
        }

        return (solution, false);
    }

    private static async Task<BuildOutcome> BuildAsync(CorpusProgram program, Solution solution)
    {
        List<(string Path, string Text)> files = [];
        foreach ((string path, _) in program.Files)
        {
            Document document = solution.Projects.Single().Documents.Single(item => item.FilePath == path);
            files.Add((path, (await document.GetTextAsync()).ToString()));
        }

        CorpusProgram changed = program with { Files = files };
        return CorpusBuild.Run(changed, CorpusCompilation.Create(changed.Files, new BuildProperties(program.Properties), out _));
    }

    private static async Task<List<(string Id, CodeAction Action)>> ActionsAsync(Solution solution)
    {
        List<(string Id, CodeAction Action)> actions = [];
        foreach (Diagnostic diagnostic in await DiagnoseAsync(solution))
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is { } document)
            {
                foreach (CodeFixProvider fix in s_fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
                {
                    await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add((diagnostic.Id, action)), CancellationToken.None));
                }
            }
        }

        return actions;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(Solution solution)
    {
        Project project = solution.Projects.Single();
        Compilation compilation = (await project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers(s_analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return [.. found.Where(static item => item.Severity >= DiagnosticSeverity.Warning).OrderBy(static item => item.Location.SourceSpan.Start)];
    }

    private static async Task<string> ErrorsOfAsync(Solution solution)
        => string.Join(" | ", (await solution.Projects.Single().GetCompilationAsync())!.GetDiagnostics().Where(static item => item.Severity == DiagnosticSeverity.Error));

    private static async Task<Solution> ApplyAsync(Solution solution, CodeAction action)
        => (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution ?? solution;

    private static Solution SolutionOf(CorpusProgram program)
    {
        Compilation compilation = CorpusCompilation.Create([], BuildProperties.None, out _);
        Project project = new AdhocWorkspace().AddProject("Sample", LanguageNames.CSharp)
            .WithCompilationOptions(compilation.Options).WithParseOptions(compilation.SyntaxTrees.First().Options).WithMetadataReferences(compilation.References);
        foreach ((string path, string text) in program.Files)
        {
            project = project.AddDocument(Path.GetFileName(path), SourceText.From(text), filePath: path).Project;
        }

        project = project.AddDocument("Usings.cs", compilation.SyntaxTrees.First().GetText()).Project;
        string properties = string.Concat(program.Properties.Select(static item => $"build_property.{item.Key} = {item.Value}\n"));
        return project.AddAnalyzerConfigDocument("/.globalconfig", SourceText.From("is_global = true\n" + properties), filePath: "/.globalconfig").Project.Solution;
    }

    private static IEnumerable<T> Instances<T>(Assembly assembly) => assembly.GetTypes()
        .Where(static type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract).Select(static type => (T)Activator.CreateInstance(type)!);
}
