using System.Globalization;
using Bpf.Shared;
using Microsoft.Build.Framework;

namespace Bpf.Build.Tasks;

/// <summary>Loads the compiled objects on other kernels with <c>bpf verify</c>.</summary>
public sealed class BpfVerify : SdkToolTask
{
    /// <summary>Path of the bpf command: <c>bpf.dll</c>.</summary>
    [Required]
    public string Verifier { get; set; } = "";

    /// <summary>The objects.</summary>
    [Required]
    public ITaskItem[] Objects { get; set; } = [];

    /// <summary>The kernels, such as <c>6.1</c> and <c>aarch64-6.12</c>.</summary>
    [Required]
    public string[] Kernels { get; set; } = [];

    /// <inheritdoc/>
    protected override string Tool => Verifier;

    /// <inheritdoc/>
    protected override string GenerateResponseFileCommands()
    {
        ToolArguments arguments = new("verify");
        arguments.Add("--diagnostics");
        arguments.Add("--kernels", Quoted(string.Join(",", Kernels)));
        foreach (ITaskItem item in Objects)
        {
            arguments.Add(Quoted(item.GetMetadata("FullPath")));
        }

        return arguments.ToString();
    }

    /// <inheritdoc/>
    protected override void LogFailure(string end, string lastLines)
    {
        BpfDiagnostic failure = BpfDiagnostics.KernelNotVerified;
        LogError(failure, null, string.Format(CultureInfo.InvariantCulture, failure.Message, string.Join(", ", Kernels), $"{lastLines} ({end})"));
    }

    // The command splits lines at blanks.
    private static string Quoted(string argument) => $"\"{argument}\"";
}
