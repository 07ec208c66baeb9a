using System.Diagnostics;

namespace Bpf.Testing;

/// <summary>A process that handles Ctrl+C. A process started where the signal is ignored, as in a background job of a shell, would ignore it too.</summary>
internal static class InterruptibleProcess
{
    /// <summary>Starts a program with its output and errors redirected.</summary>
    public static Process Start(string file, params string[] arguments)
        => Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", file, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
