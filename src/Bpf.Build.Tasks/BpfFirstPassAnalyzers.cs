using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;

namespace Bpf.Build.Tasks;

/// <summary>
/// Selects the analyzers and source generators that the first pass loads. Loading those of .NET takes longer than compiling a small project, and none of them
/// changes the IL unless a source file mentions one of its attributes. The regular compilation loads all of them.
/// </summary>
public sealed class BpfFirstPassAnalyzers : Microsoft.Build.Utilities.Task
{
    // Assembly name, and words at least one of which appears in the sources whenever the generator in it produces code that a compilation needs. No words means
    // that the assembly contains no generator.
    private static readonly Dictionary<string, string[]> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Bpf.CodeFixes"] = [],
        ["ILLink.RoslynAnalyzer"] = [],
        ["Microsoft.CodeAnalysis.CodeStyle"] = [],
        ["Microsoft.CodeAnalysis.CSharp.CodeStyle"] = [],
        ["Microsoft.CodeAnalysis.CSharp.NetAnalyzers"] = [],
        ["Microsoft.CodeAnalysis.NetAnalyzers"] = [],
        ["Microsoft.Extensions.Logging.Generators"] = ["LoggerMessage"],
        ["Microsoft.Extensions.Options.SourceGeneration"] = ["OptionsValidator"],
        ["Microsoft.Interop.ComInterfaceGenerator"] = ["GeneratedCom"],
        ["Microsoft.Interop.JavaScript.JSImportGenerator"] = ["JSImport", "JSExport"],
        ["Microsoft.Interop.LibraryImportGenerator"] = ["LibraryImport"],
        ["Microsoft.Interop.SourceGeneration"] = ["GeneratedCom", "JSImport", "JSExport", "LibraryImport"],
        ["System.Text.Json.SourceGeneration"] = ["JsonSerializable"],
        ["System.Text.RegularExpressions.Generator"] = ["GeneratedRegex"],
    };

    /// <summary>The assemblies with the analyzers and source generators of the project.</summary>
    [Required]
    public ITaskItem[] Analyzers { get; set; } = [];

    /// <summary>The source files.</summary>
    [Required]
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>The subset of <see cref="Analyzers"/> that the first pass needs, in the same order.</summary>
    [Output]
    public ITaskItem[] Needed { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        HashSet<string> missing = [.. s_words.Values.SelectMany(words => words)];
        foreach (ITaskItem source in Sources)
        {
            string text = Read(source.GetMetadata("FullPath"));
            missing.RemoveWhere(text.Contains);
        }

        Needed = [.. Analyzers.Where(analyzer => !s_words.TryGetValue(Path.GetFileNameWithoutExtension(analyzer.ItemSpec), out string[]? words)
            || words.Any(word => !missing.Contains(word)))];
        return true;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // the C# compiler will report the problem
        }
    }
}
