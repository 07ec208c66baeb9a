using System.Text.RegularExpressions;

namespace Bpf.Generators.Tests;

/// <summary>The whole text of one skeleton. Set <c>UPDATE_GOLDEN</c> to the golden folder to rewrite it after an intended change.</summary>
public sealed partial class GoldenTests
{
    [Fact]
    public void SkeletonOfTheMainExample()
    {
        GeneratorRun run = GeneratorRun.Of(Resource.Read("MallocTop.cs"));
        string actual = VersionArgument().Replace(run.Source, "\"Bpf.Generators\", \"*\"");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, "MallocTopSkeleton.g.cs"), actual);
        }

        Assert.Equal(Resource.Read("MallocTopSkeleton.g.cs"), actual);
    }

    [Fact]
    public void FileIsNamedAfterTheObject()
        => Assert.Equal("Samples.MallocTopSkeleton.g.cs", Assert.Single(GeneratorRun.Of(Resource.Read("MallocTop.cs")).Sources).HintName);

    [GeneratedRegex("\"Bpf.Generators\", \"[0-9.]+\"")]
    private static partial Regex VersionArgument();
}
