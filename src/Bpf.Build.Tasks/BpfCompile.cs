using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Bpf.Shared;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Bpf.Build.Tasks;

/// <summary>
/// Runs bpfc on a compiled assembly. The compiler is a process of its own because LLVM aborts on some wrong modules; here that becomes a build
/// error instead of the end of the build.
/// </summary>
public sealed class BpfCompile : ToolTask
{
    private readonly OutputTail _tail = new();

    /// <summary>Path of bpfc: <c>bpfc.dll</c>, or an executable.</summary>
    [Required]
    public string Compiler { get; set; } = "";

    /// <summary>The assembly to compile.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Implementation assemblies that it refers to.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Directory for the objects.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>Kernel architectures, <c>x86_64</c> and <c>aarch64</c>.</summary>
    public ITaskItem[] Architectures { get; set; } = [];

    /// <summary>BPF instruction set, <c>v1</c> to <c>v4</c>.</summary>
    public string Cpu { get; set; } = "";

    /// <summary>Oldest kernel that the objects are for, such as <c>5.15</c>; empty for no check.</summary>
    public string MinimumKernel { get; set; } = "";

    /// <summary>LLVM pass pipeline.</summary>
    public string Pipeline { get; set; } = "";

    /// <summary>Path of libLLVM; empty to search.</summary>
    public string LlvmPath { get; set; } = "";

    /// <summary>The project directory: source paths in the objects are relative to it, so that objects do not depend on where it lies.</summary>
    [Required]
    public string SourceRoot { get; set; } = "";

    /// <inheritdoc/>
    protected override string ToolName => IsManaged ? "dotnet" : Path.GetFileName(Compiler);

    /// <inheritdoc/>
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc/>
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc/>
    protected override Encoding ResponseFileEncoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public override bool Execute()
    {
        _tail.Clear();
        return PropertiesAreValid() && base.Execute();
    }

    /// <inheritdoc/>
    protected override string GetWorkingDirectory() => SourceRoot;

    private bool IsManaged => Compiler.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

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

    /// <inheritdoc/>
    protected override string GenerateResponseFileCommands()
    {
        BpfcArguments arguments = new(Path.GetFullPath(Assembly));
        arguments.Add("--verbose");
        arguments.Add("--output", Path.GetFullPath(OutputDirectory));
        arguments.Add("--source-root", SourceRoot);
        arguments.Add("--framework", RuntimeEnvironment.GetRuntimeDirectory());
        arguments.Add("--cpu", Cpu);
        arguments.Add("--min-kernel", MinimumKernel);
        arguments.Add("--pipeline", Pipeline);
        arguments.Add("--llvm", LlvmPath);
        foreach (ITaskItem architecture in Architectures)
            arguments.Add("--arch", architecture.ItemSpec);
        foreach (ITaskItem reference in References)
            arguments.Add("--reference", reference.GetMetadata("FullPath"));
        return arguments.ToString();
    }

    // bpfc would refuse the option, of which the user of the property has never heard.
    private bool PropertiesAreValid()
    {
        CheckChoice("BpfCpu", Cpu, CompilerOptionValues.Cpus);
        CheckChoice("BpfPipeline", Pipeline, CompilerOptionValues.Pipelines);
        foreach (ITaskItem architecture in Architectures)
            CheckChoice("BpfArchitectures", architecture.ItemSpec, CompilerOptionValues.Architectures);
        if (MinimumKernel.Length > 0 && !CompilerOptionValues.IsKernelVersion(MinimumKernel))
            LogInvalid("BpfMinKernel", MinimumKernel, CompilerOptionValues.KernelVersionForm);
        return !Log.HasLoggedErrors;
    }

    private void CheckChoice(string property, string value, string[] choices)
    {
        if (value.Length > 0 && Array.IndexOf(choices, value) < 0)
            LogInvalid(property, value, string.Join(", ", choices));
    }

    private void LogInvalid(string property, string value, string taken)
    {
        BpfDiagnostic invalid = BpfDiagnostics.PropertyInvalid;
        LogError(invalid, null, string.Format(CultureInfo.InvariantCulture, invalid.Message, property, value, taken));
    }

    private void LogError(BpfDiagnostic diagnostic, string? file, string text)
        => Log.LogError(null, diagnostic.Id, null, diagnostic.HelpLink, file, 0, 0, 0, 0, "{0}", text);

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        _tail.Add(singleLine);
        // Only bpfc's own diagnostics: what LLVM says before it aborts looks like an error too, and becomes part of the one about the crash.
        if (singleLine.Contains(": error BPF") || singleLine.Contains(": warning BPF"))
            base.LogEventsFromTextOutput(singleLine, messageImportance);
        else
            Log.LogMessage(messageImportance, "{0}", singleLine);
    }

    /// <inheritdoc/>
    protected override bool HandleTaskExecutionErrors()
    {
        if (ExitCode >= OutputTail.FirstSignalExitCode || !Log.HasLoggedErrors)
        {
            BpfDiagnostic crash = BpfDiagnostics.CompilerCrashed;
            string text = string.Format(CultureInfo.InvariantCulture, crash.Message, OutputTail.Describe(ExitCode), _tail);
            LogError(crash, Assembly, text);
        }
        return false;
    }
}
