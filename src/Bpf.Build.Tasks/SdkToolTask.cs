using System;
using System.IO;
using System.Text;
using Bpf.Shared;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Bpf.Build.Tasks;

/// <summary>Runs a tool of this package in its own process: an assembly, or native code.</summary>
public abstract class SdkToolTask : ToolTask
{
    private readonly OutputTail _tail = new();

    /// <summary>The project directory.</summary>
    [Required]
    public string SourceRoot { get; set; } = "";

    /// <summary>Path of the tool: a <c>.dll</c>, or an executable.</summary>
    protected abstract string Tool { get; }

    /// <inheritdoc/>
    protected override string ToolName => IsManaged ? "dotnet" : Path.GetFileName(Tool);

    /// <inheritdoc/>
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc/>
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc/>
    protected override Encoding ResponseFileEncoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>True when the tool runs on .NET rather than as native code.</summary>
    protected bool IsManaged => Tool.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Execute()
    {
        _tail.Clear();
        return base.Execute();
    }

    /// <inheritdoc/>
    protected override string GetWorkingDirectory() => SourceRoot;

    // The host that runs this build has the runtime that the tool needs.
    /// <inheritdoc/>
    protected override string GenerateFullPathToTool()
        => !IsManaged ? Path.GetFullPath(Tool) : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : ToolName;

    /// <inheritdoc/>
    protected override string GenerateCommandLineCommands()
    {
        CommandLineBuilder builder = new();
        if (IsManaged)
        {
            builder.AppendSwitch("exec");
            builder.AppendFileNameIfNotNull(Path.GetFullPath(Tool));
        }

        return builder.ToString();
    }

    /// <summary>Logs a diagnostic of the catalog as an error.</summary>
    private protected void LogError(BpfDiagnostic diagnostic, string? file, string text)
        => Log.LogError(null, diagnostic.Id, null, diagnostic.HelpLink, file, 0, 0, 0, 0, "{0}", text);

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        _tail.Add(singleLine);
        // Only diagnostics of the catalog: other output, such as LLVM's before an abort, looks like an error too, and becomes part of the report of a failure.
        if (singleLine.Contains(": error BPF") || singleLine.Contains(": warning BPF"))
        {
            base.LogEventsFromTextOutput(singleLine, messageImportance);
        }
        else
        {
            Log.LogMessage(messageImportance, "{0}", singleLine);
        }
    }

    /// <inheritdoc/>
    protected override bool HandleTaskExecutionErrors()
    {
        if (ExitCode >= OutputTail.FirstSignalExitCode || !Log.HasLoggedErrors)
        {
            LogFailure(OutputTail.Describe(ExitCode), _tail.ToString());
        }

        return false;
    }

    /// <summary>Logs a failure that the tool did not explain.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="lastLines">What it wrote last.</param>
    protected abstract void LogFailure(string end, string lastLines);
}
