using System.Xml.Linq;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Bpf.Repository.Tests;

/// <summary>What a project file says about source files and about other projects.</summary>
internal sealed class ProjectFile
{
    private readonly XElement _root;

    public ProjectFile(string path)
    {
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        _root = XElement.Load(path);
    }

    public string Path { get; }

    public string Folder { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Files in the project's folder, and those that it links from elsewhere.</summary>
    public IEnumerable<string> Sources => Repository.SourcesBelow(Folder).Concat(_root.Descendants("Compile").SelectMany(Matched)).Distinct();

    /// <summary>Preprocessor symbols that it defines itself.</summary>
    public IEnumerable<string> Symbols => _root.Descendants("DefineConstants").SelectMany(element => element.Value.Split(';')).Where(symbol => !symbol.StartsWith('$'));

    /// <summary>The projects that it references.</summary>
    public IEnumerable<ProjectFile> References => _root.Descendants("ProjectReference").Where(item => (string?)item.Attribute("ReferenceOutputAssembly") != "false")
        .SelectMany(item => Paths((string?)item.Attribute("Include"))).Select(path => new ProjectFile(path));

    /// <summary>The projects that it references directly or indirectly, each once.</summary>
    public IEnumerable<ProjectFile> AllReferences => References.SelectMany(project => project.AllReferences.Prepend(project)).DistinctBy(project => project.Path);

    private IEnumerable<string> Matched(XElement item)
        => Paths((string?)item.Attribute("Include")).SelectMany(Expand).Except(Paths((string?)item.Attribute("Exclude")).SelectMany(Expand));

    private IEnumerable<string> Paths(string? include)
        => (include ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(path => System.IO.Path.GetFullPath(path, Folder));

    private static IEnumerable<string> Expand(string pattern)
        => pattern.Contains('*', StringComparison.Ordinal)
            ? new Matcher().AddInclude(System.IO.Path.GetRelativePath(Repository.Root, pattern)).GetResultsInFullPath(Repository.Root)
            : [pattern];
}
