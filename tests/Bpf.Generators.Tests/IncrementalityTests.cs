using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Tests;

/// <summary>Edits that make the generator run again.</summary>
public sealed class IncrementalityTests
{
    private const string Source = """
        using Bpf;
        [BpfObject] public static class Probe
        {
            static int s_count = 1;
            [Uprobe("libc:malloc")] static int OnMalloc() { return 0; }
        }
        """;

    [Fact]
    public void UnrelatedFileKeepsTheCachedOutput()
    {
        GeneratorRun run = GeneratorRun.Of(Source).Again(static compilation => compilation.AddSyntaxTrees(GeneratorRun.Parse("class Other;", "Other.cs")));
        Assert.Equal(IncrementalStepRunReason.Unchanged, Reason(run, TrackingNames.Gather));
        Assert.Equal(IncrementalStepRunReason.Cached, Reason(run, TrackingNames.Models));
        Assert.Equal(IncrementalStepRunReason.Cached, OutputReason(run));
    }

    [Theory]
    [InlineData("return 0;", "return 1 + s_count;")]
    [InlineData("s_count = 1", "s_count = 2")]
    [InlineData("s_count = 1", "s_count")]
    [InlineData("static int s_count", "\n\n   static   int s_count")]
    public void EditThatDoesNotAffectTheSkeletonKeepsTheCachedOutput(string from, string to)
    {
        GeneratorRun run = Edited(from, to);
        Assert.Equal(IncrementalStepRunReason.Unchanged, Reason(run, TrackingNames.Gather));
        Assert.Equal(IncrementalStepRunReason.Cached, OutputReason(run));
    }

    [Theory]
    [InlineData("s_count = 1", "s_other = 1")]
    [InlineData("OnMalloc", "OnAllocate")]
    [InlineData("libc:malloc", "libc:calloc")]
    [InlineData("static int s_count", "static long s_count")]
    [InlineData("public static class", "internal static class")]
    public void EditThatAffectsTheSkeletonUpdatesTheOutput(string from, string to)
    {
        GeneratorRun run = Edited(from, to);
        Assert.Equal(IncrementalStepRunReason.Modified, Reason(run, TrackingNames.Gather));
        Assert.Equal(IncrementalStepRunReason.Modified, OutputReason(run));
    }

    [Fact]
    public void RemovedClassRemovesTheSkeleton() => Assert.Empty(Edited("[BpfObject]", "").Sources);

    private static GeneratorRun Edited(string from, string to)
    {
        string edited = Source.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Source, edited);
        return GeneratorRun.Of(Source).Again(compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(), GeneratorRun.Parse(edited, "Input.cs")));
    }

    private static IncrementalStepRunReason Reason(GeneratorRun run, string step)
        => Assert.Single(Assert.Single(run.Result.TrackedSteps[step]).Outputs).Reason;

    private static IncrementalStepRunReason OutputReason(GeneratorRun run)
        => Assert.Single(Assert.Single(run.Result.TrackedOutputSteps.SelectMany(static step => step.Value)).Outputs).Reason;
}
