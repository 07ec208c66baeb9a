using System;
using System.Globalization;
using System.IO;
using System.Text;
using Bpf.Shared;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Bpf.Build.Tasks;

/// <summary>
/// Runs bpfc. The compiler runs in its own process because LLVM aborts on some invalid modules; that becomes a build error instead of ending the
/// build process.
/// </summary>
public abstract class BpfcTask : ToolTask
{
    private readonly OutputTail _tail = new();

    /// <summary>Path of bpfc: <c>bpfc.dll</c>, or an executable.</summary>
    [Required]
    public string Compiler { get; set; } = "";

    /// <summary>Output directory for the objects.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>The project directory: source paths in the objects are relative to it, so that objects do not depend on its location.</summary>
    [Required]
    public string SourceRoot { get; set; } = "";

    /// <summary>The file that bpfc processes, for errors about bpfc itself.</summary>
    protected abstract string Subject { get; }

    /// <inheritdoc/>
    protected override string ToolName => IsManaged ? "dotnet" : Path.GetFileName(Compiler);

    /// <inheritdoc/>
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc/>
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc/>
    protected override Encoding ResponseFileEncoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>True when bpfc runs on .NET rather than as native code.</summary>
    protected bool IsManaged => Compiler.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Execute()
    {
        _tail.Clear();
        return base.Execute();
    }

    /// <inheritdoc/>
    protected override string GetWorkingDirectory() => SourceRoot;

    // The host that runs this build has the runtime that bpfc needs.
    /// <inheritdoc/>
    protected override string GenerateFullPathToTool()
        => !IsManaged ? Path.GetFullPath(Compiler) : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : ToolName;

    /// <inheritdoc/>
    protected override string GenerateCommandLineCommands()
    {
        CommandLineBuilder builder = new();
        if (IsManaged)
        {
            builder.AppendSwitch("exec");
            builder.AppendFileNameIfNotNull(Path.GetFullPath(Compiler));
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
        // Only bpfc's own diagnostics: LLVM's output before an abort looks like an error too, and becomes part of the crash report.
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
            BpfDiagnostic crash = BpfDiagnostics.CompilerCrashed;
            string text = string.Format(CultureInfo.InvariantCulture, crash.Message, OutputTail.Describe(ExitCode), _tail);
            LogError(crash, Subject, text);
        }
        return false;
    }
}
