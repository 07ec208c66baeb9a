using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Bpf.Shared;
using Microsoft.Build.Framework;

namespace Bpf.Build.Tasks;

/// <summary>Compiles the BPF programs of a compiled assembly.</summary>
public sealed class BpfCompile : BpfcTask
{
    /// <summary>The assembly to compile.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The implementation assemblies that it references.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Kernel architectures, <c>x86_64</c> and <c>aarch64</c>.</summary>
    public ITaskItem[] Architectures { get; set; } = [];

    /// <summary>BPF instruction set, <c>v1</c> to <c>v4</c>.</summary>
    public string Cpu { get; set; } = "";

    /// <summary>Oldest kernel that the objects must run on, such as <c>5.15</c>; empty for no check.</summary>
    public string MinimumKernel { get; set; } = "";

    /// <summary>LLVM pass pipeline.</summary>
    public string Pipeline { get; set; } = "";

    /// <summary>Path of libLLVM; empty to search.</summary>
    public string LlvmPath { get; set; } = "";

    /// <inheritdoc/>
    protected override string Subject => Assembly;

    /// <inheritdoc/>
    public override bool Execute() => PropertiesAreValid() && base.Execute();

    /// <inheritdoc/>
    protected override string GenerateResponseFileCommands()
    {
        ToolArguments arguments = new(Path.GetFullPath(Assembly));
        arguments.Add("--verbose");
        arguments.Add("--output", Path.GetFullPath(OutputDirectory));
        arguments.Add("--source-root", SourceRoot);
        arguments.Add("--framework", RuntimeEnvironment.GetRuntimeDirectory());
        arguments.Add("--cpu", Cpu);
        arguments.Add("--min-kernel", MinimumKernel);
        arguments.Add("--pipeline", Pipeline);
        arguments.Add("--llvm", LlvmPath);
        foreach (ITaskItem architecture in Architectures)
        {
            arguments.Add("--arch", architecture.ItemSpec);
        }

        foreach (ITaskItem reference in References)
        {
            arguments.Add("--reference", reference.GetMetadata("FullPath"));
        }

        return arguments.ToString();
    }

    // bpfc would complain about its option, which the user of the property has never seen.
    private bool PropertiesAreValid()
    {
        CheckChoice("BpfCpu", Cpu, CompilerOptionValues.Cpus);
        CheckChoice("BpfPipeline", Pipeline, CompilerOptionValues.Pipelines);
        foreach (ITaskItem architecture in Architectures)
        {
            CheckChoice("BpfArchitectures", architecture.ItemSpec, CompilerOptionValues.Architectures);
        }

        if (MinimumKernel.Length > 0 && !CompilerOptionValues.IsKernelVersion(MinimumKernel))
        {
            LogInvalid("BpfMinKernel", MinimumKernel, CompilerOptionValues.KernelVersionForm);
        }

        return !Log.HasLoggedErrors;
    }

    private void CheckChoice(string property, string value, string[] choices)
    {
        if (value.Length > 0 && Array.IndexOf(choices, value) < 0)
        {
            LogInvalid(property, value, string.Join(", ", choices));
        }
    }

    private void LogInvalid(string property, string value, string taken)
    {
        BpfDiagnostic invalid = BpfDiagnostics.PropertyInvalid;
        LogError(invalid, null, string.Format(CultureInfo.InvariantCulture, invalid.Message, property, value, taken));
    }
}
