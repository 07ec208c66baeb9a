using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;

namespace Bpf.Build.Tasks;

/// <summary>
/// Chooses the analyzers and source generators that the first pass loads. Loading those of .NET takes longer than compiling a small project, and none of them
/// changes the IL unless a source file names one of its attributes. The ordinary compile loads all of them.
/// </summary>
public sealed class BpfFirstPassAnalyzers : Microsoft.Build.Utilities.Task
{
    // Name of the assembly, and the words of which one is in the sources wherever the generator in it makes code that a compile needs. Without words: it has
    // no generator.
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

    /// <summary>The assemblies with analyzers and source generators of the project.</summary>
    [Required]
    public ITaskItem[] Analyzers { get; set; } = [];

    /// <summary>The source files.</summary>
    [Required]
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>Those of <see cref="Analyzers"/> that the first pass needs, in their order.</summary>
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
            return ""; // the C# compiler will say what is wrong
        }
    }
}
