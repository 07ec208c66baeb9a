using System;
using System.IO;
using Microsoft.Build.Framework;

namespace Bpf.Build.Tasks;

/// <summary>Detects whether source files changed in a way that can affect BPF code, and touches <c>NAME.bpf.changed</c> if they did.</summary>
public sealed class BpfSources : BpfcTask
{
    /// <summary>The source files in the order in which they are compiled.</summary>
    [Required]
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>Name of the assembly.</summary>
    [Required]
    public string AssemblyName { get; set; } = "";

    /// <summary>Preprocessor symbols, separated as for the C# compiler.</summary>
    public string DefineConstants { get; set; } = "";

    /// <summary>C# language version; empty for the latest.</summary>
    public string LanguageVersion { get; set; } = "";

    /// <summary>The assemblies with analyzers and source generators.</summary>
    public ITaskItem[] Analyzers { get; set; } = [];

    /// <summary>Directory of Roslyn.</summary>
    public string RoslynDirectory { get; set; } = "";

    /// <summary>A file stamped with the start time of this task: older files have been read in their current state.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    /// <inheritdoc/>
    protected override string Subject => AssemblyName;

    /// <inheritdoc/>
    public override bool Execute()
    {
        DateTime start = DateTime.UtcNow;
        if (!base.Execute())
        {
            return false;
        }

        File.WriteAllText(Stamp, "");
        File.SetLastWriteTimeUtc(Stamp, start);
        return true;
    }

    /// <inheritdoc/>
    protected override string GenerateResponseFileCommands()
    {
        ToolArguments arguments = new("sources");
        arguments.Add("--name", AssemblyName);
        arguments.Add("--output", Path.GetFullPath(OutputDirectory));
        arguments.Add("--lang-version", LanguageVersion);
        if (IsManaged)
        {
            arguments.Add("--roslyn", RoslynDirectory);
        }

        foreach (string symbol in DefineConstants.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            arguments.Add("--define", symbol);
        }

        foreach (ITaskItem analyzer in Analyzers)
        {
            arguments.Add("--analyzer", analyzer.GetMetadata("FullPath"));
        }

        foreach (ITaskItem source in Sources)
        {
            arguments.Add(source.GetMetadata("FullPath"));
        }

        return arguments.ToString();
    }
}
