using System.Xml.Linq;

namespace Bpf.Repository.Tests;

/// <summary>The tools that users get are built on what any tool can be built on: the public API of the libraries.</summary>
public sealed class ToolTests
{
    private static readonly string[] s_libraries = ["Bpf.Abstractions", "Bpf", "Bpf.Objects", "Bpf.Runtime"];

    /// <summary>Assemblies of the products that are programs, and the libraries whose internals each must not see.</summary>
    [Fact]
    public void DoNotUseInternalsOfTheLibraries()
    {
        string[] tools = [.. Repository.ProductProjects.Select(path => XElement.Load(Path.Combine(Repository.Root, path)))
            .Where(project => (string?)project.Descendants("OutputType").FirstOrDefault() == "Exe")
            .Select(project => project.Descendants("AssemblyName").First().Value)];
        Assert.Contains("bpf", tools);

        string[] breaches = [.. s_libraries.SelectMany(library => XElement.Load(Path.Combine(Repository.Root, "src", library, library + ".csproj"))
            .Descendants("InternalsVisibleTo").Select(item => (string?)item.Attribute("Include")).Intersect(tools).Select(tool => $"{library} to {tool}"))];
        Assert.True(breaches.Length == 0, $"Internals are visible: {string.Join(", ", breaches)}. Use the public API, or add what any tool would want to it.");
    }
}
