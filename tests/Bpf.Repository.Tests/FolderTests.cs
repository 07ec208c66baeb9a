namespace Bpf.Repository.Tests;

/// <summary>The folders of each project form layers: no folder depends, directly or indirectly, on one that depends on it.</summary>
public sealed class FolderTests(ITestOutputHelper output)
{
    /// <summary>Those that have folders.</summary>
    public static IEnumerable<TheoryDataRow<string>> Projects => Repository.ProductProjects.Select(path => new ProjectFile(Path.Combine(Repository.Root, path)))
        .Where(project => Repository.SourcesBelow(project.Folder).Select(Path.GetDirectoryName).Distinct().Count() > 1)
        .Select(project => new TheoryDataRow<string>(Path.GetRelativePath(Repository.Root, project.Path)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void HaveNoCycle(string project)
    {
        FolderGraph graph = FolderGraph.Of(new ProjectFile(Path.Combine(Repository.Root, project)));
        Assert.True(graph.Errors.Count == 0, string.Join('\n', graph.Errors));

        output.WriteLine($"{project}: {graph.Folders.Count()} folders that use one another");
        string[] cycles = [.. graph.Cycles()];
        Assert.True(cycles.Length == 0, string.Join("\n\n", cycles));
    }
}
