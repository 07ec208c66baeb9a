using System.Globalization;
using Bpf.Shared;
using Microsoft.Build.Framework;

namespace Bpf.Build.Tasks;

/// <summary>
/// Runs bpfc. The compiler runs in its own process because LLVM aborts on some invalid modules; that becomes a build error instead of ending the
/// build process. Source paths in the objects are relative to <see cref="SdkToolTask.SourceRoot"/>, so that objects do not depend on its location.
/// </summary>
public abstract class BpfcTask : SdkToolTask
{
    /// <summary>Path of bpfc: <c>bpfc.dll</c>, or an executable.</summary>
    [Required]
    public string Compiler { get; set; } = "";

    /// <summary>Output directory for the objects.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>The file that bpfc processes, for errors about bpfc itself.</summary>
    protected abstract string Subject { get; }

    /// <inheritdoc/>
    protected override string Tool => Compiler;

    /// <inheritdoc/>
    protected override void LogFailure(string end, string lastLines)
    {
        BpfDiagnostic crash = BpfDiagnostics.CompilerCrashed;
        LogError(crash, Subject, string.Format(CultureInfo.InvariantCulture, crash.Message, end, lastLines));
    }
}
