using System.Xml.Linq;

namespace Bpf.Repository.Tests;

/// <summary>The shipped tools use only what any tool can use: the public API of the libraries.</summary>
public sealed class ToolTests
{
    private static readonly string[] s_libraries = ["Bpf.Abstractions", "Bpf", "Bpf.Objects", "Bpf.Symbols", "Bpf.Runtime", "Bpf.Profiling"];

    /// <summary>The shipped programs, and the libraries whose internals each of them must not use.</summary>
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
