using System.Reflection;

namespace Bpf.Repository.Tests;

/// <summary>The files of the repository.</summary>
internal static class Repository
{
    private static readonly string[] s_products = ["src", "analyzers", "generators"];

    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(item => item.Key == "RepositoryRoot").Value!;

    /// <summary>Project files of the shipped projects, relative to the root.</summary>
    public static IEnumerable<string> ProductProjects => s_products.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal);

    /// <summary>The C# files below a folder, except those that a build writes.</summary>
    public static IEnumerable<string> SourcesBelow(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(Root, path).Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
        .Order(StringComparer.Ordinal);
}
