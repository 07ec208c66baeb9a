using System.Diagnostics;

namespace Bpf.Testing;

/// <summary>A process to which Ctrl+C means something: one that is started where the signal is ignored, as in a shell's background job, would ignore it too.</summary>
internal static class InterruptibleProcess
{
    /// <summary>Starts a program with its output and errors redirected.</summary>
    public static Process Start(string file, params string[] arguments)
        => Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", file, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
